import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { createOutgoingRequests } from "./outgoing-requests.ts";
import {
  createFrameBatch,
  createFrameReader,
  dialHeadBytes,
  flags,
  kinds,
  maxFrameToRunnerBytes,
  windowBytes,
  writeU32,
} from "./protocol.ts";
import type { OutgoingRequest } from "./sandbox.ts";

type Sent = { readonly kind: number; readonly id: number; readonly payload: Buffer };

/** The host's side of a runner whose frames the test writes by hand. */
function open() {
  const sent: Sent[] = [];
  const dialled: OutgoingRequest[] = [];
  const heard: string[] = [];
  const read = createFrameReader(maxFrameToRunnerBytes, (kind, id, bytes, start, end) => {
    sent.push({ kind, id, payload: Buffer.from(bytes.slice(start, end)) });
  });
  const batch = createFrameBatch(
    (length) => Buffer.alloc(length),
    (bytes, done) => {
      read(bytes);
      done();
    },
  );
  const requests = createOutgoingRequests({
    ...{ batch, flushSoon: () => batch.flush(), limits: defaultLimits },
    dialled(request) {
      dialled.push(request);
      request.listen({
        data: (bytes) => heard.push(`data ${bytes.length}`),
        end: () => heard.push("end"),
        drained: () => heard.push("drained"),
        gone: () => heard.push("gone"),
        done: (receivedUs, resumedUs, outcome) => heard.push(`done ${receivedUs <= resumedUs} ${outcome}`),
      });
    },
  });
  return { requests, sent, dialled, heard };
}

type DialFields = {
  readonly head?: string;
  readonly headBytes?: number;
  readonly body?: Buffer;
  readonly intendedUs?: number;
  readonly sentUs?: number;
};

function dial({
  head = "POST\n/a.A/B",
  headBytes,
  body = Buffer.alloc(0),
  intendedUs = 1,
  sentUs = 2,
}: DialFields = {}) {
  const payload = Buffer.alloc(dialHeadBytes + head.length + body.length);
  payload.writeDoubleLE(intendedUs, 1);
  payload.writeDoubleLE(sentUs, 9);
  writeU32(payload, 21, headBytes ?? head.length);
  payload.write(head, dialHeadBytes, "latin1");
  body.copy(payload, dialHeadBytes + head.length);
  return payload;
}

const bodyOf = (length: number, last = false) =>
  Buffer.concat([Buffer.from([last ? flags.last : 0]), Buffer.alloc(length)]);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  writeU32(bytes, 0, value);
  return bytes;
};

describe("a lie about a request of the program's own breaks the protocol", () => {
  test.each<[string, Buffer]>([
    ["too short a head", Buffer.alloc(dialHeadBytes - 1)],
    ["a head that ends beyond the frame", dial({ headBytes: 0xffff_ffff })],
    ["no method", dial({ head: "\n/a.A/B" })],
    ["a method that is none", dial({ head: "post it\n/a.A/B" })],
    ["a path that is none", dial({ head: "POST\nhttp://elsewhere/" })],
    ["a path with a space", dial({ head: "POST\n/a b" })],
    ["more body than the window", dial({ body: Buffer.alloc(windowBytes + 1) })],
  ])("%s", (_, payload) => {
    const { requests, dialled } = open();
    expect(requests.onFrame(kinds.dial, 1, payload)).toBe(false);
    expect(dialled).toEqual([]);
  });

  test("the same number twice, a number nobody opened, and too many at once", () => {
    const { requests } = open();
    expect(requests.onFrame(kinds.dial, 1, dial())).toBe(true);
    expect(requests.onFrame(kinds.dial, 1, dial())).toBe(false);
    for (const kind of [kinds.dialBody, kinds.dialAbort, kinds.dialCredit, kinds.dialDone])
      expect(requests.onFrame(kind, 7, bodyOf(0))).toBe(false);
    for (let id = 2; id <= defaultLimits.maxOutgoingCalls; id += 1)
      expect(requests.onFrame(kinds.dial, id, dial())).toBe(true);
    expect(requests.onFrame(kinds.dial, defaultLimits.maxOutgoingCalls + 1, dial())).toBe(false);
  });

  test("body after its end or beyond its window, and credit that was never owed", () => {
    const { requests } = open();
    requests.onFrame(kinds.dial, 1, dial());
    expect(requests.onFrame(kinds.dialBody, 1, bodyOf(10, true))).toBe(true);
    expect(requests.onFrame(kinds.dialBody, 1, bodyOf(1))).toBe(false);
    requests.onFrame(kinds.dial, 2, dial());
    expect(requests.onFrame(kinds.dialCredit, 2, u32(1))).toBe(false);
    expect(requests.onFrame(kinds.dialCredit, 2, Buffer.alloc(3))).toBe(false);
  });
});

test("stamps that are no times, or lie in the future, are kept within what the host saw", () => {
  const { requests, dialled } = open();
  requests.onFrame(kinds.dial, 1, dial({ intendedUs: Number.NaN, sentUs: Number.POSITIVE_INFINITY }));
  const nowUs = Number(process.hrtime.bigint()) / 1000;
  expect(dialled[0]?.intendedUs).toBe(0);
  expect(dialled[0]?.sentUs).toBeLessThanOrEqual(nowUs);
});

test("an answer stops at the window, goes on with credit, and ends after its last byte", () => {
  const { requests, sent, dialled, heard } = open();
  requests.onFrame(kinds.dial, 1, dial());
  dialled[0]?.head(200, [
    ["content-type", "application/grpc"],
    ["x-broken", "a\nb"],
  ]);
  expect(dialled[0]?.write(Buffer.alloc(windowBytes + 10))).toBe(false);
  dialled[0]?.end([["grpc-status", "0"]]);
  const bytes = () =>
    sent.filter(({ kind }) => kind === kinds.answerData).reduce((sum, one) => sum + one.payload.length, 0);
  expect(bytes()).toBe(windowBytes);
  expect(sent.some(({ kind }) => kind === kinds.answerEnd)).toBe(false);
  expect(requests.onFrame(kinds.dialCredit, 1, u32(windowBytes))).toBe(true);
  expect(bytes()).toBe(windowBytes + 10);
  expect(sent.at(-1)?.payload.toString()).toBe("grpc-status\n0");
  expect(sent[0]?.payload.toString("latin1")).not.toContain("x-broken");
  expect(heard).toEqual(["drained"]);
});

test("a paused reader gives no credit until it goes on", () => {
  const { requests, sent, dialled } = open();
  requests.onFrame(kinds.dial, 1, dial());
  dialled[0]?.pause();
  for (let at = 0; at < 4; at += 1) requests.onFrame(kinds.dialBody, 1, bodyOf(windowBytes / 4));
  expect(sent).toEqual([]);
  dialled[0]?.resume();
  expect(sent.map(({ kind }) => kind)).toEqual([kinds.dialReceived]);
});

test("a runner that stops takes its requests with it, once", () => {
  const { requests, heard } = open();
  requests.onFrame(kinds.dial, 1, dial());
  requests.stop();
  requests.stop();
  expect(heard).toEqual(["gone"]);
});
