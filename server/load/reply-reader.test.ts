import { describe, expect, test } from "vitest";
import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadProtocol } from "#lib/load/load-plan.ts";
import { type ReplyHeaders, ReplyReader } from "./reply-reader.ts";

type Bytes = {
  readonly status?: number;
  readonly headers?: ReplyHeaders;
  readonly body?: Buffer;
  readonly trailers?: ReplyHeaders;
};

/** Reads a reply whose body comes in pieces of `step` bytes. */
function read(
  protocol: LoadProtocol,
  { status = 200, headers = {}, body = Buffer.alloc(0), trailers }: Bytes,
  step = 3,
) {
  const reader = new ReplyReader(protocol, true);
  reader.head(status, headers);
  for (let at = 0; at < body.length; at += step) reader.data(body.subarray(at, at + step));
  if (trailers !== undefined) reader.trailers(trailers);
  return reader.end();
}

function envelope(flags: number, payload: string): Buffer {
  const whole = Buffer.alloc(5 + payload.length);
  whole.writeUInt8(flags);
  whole.writeUInt32BE(payload.length, 1);
  whole.write(payload, 5);
  return whole;
}

const ok = { outcome: LoadOutcome.OK, code: 0 };
const timed = { "server-timing": "q;dur=1.250, x;dur=48.2, w;desc=7" };

describe("an answer", () => {
  test.each([1, 2, 5, 7, 1_000])("is read in all protocols, in pieces of %d bytes", (step) => {
    const message = envelope(0, "payload");
    const answer = Buffer.from("payload");
    expect(read("connect", { body: answer, headers: timed }, step)).toMatchObject({
      ...ok,
      ...{ answer, queueUs: 1_250, executionUs: 48_200, worker: 7, responseBytes: 7 },
    });
    const slotless = { "server-timing": "q;dur=1.250, x;dur=48.2" };
    expect(read("connect", { body: answer, headers: slotless }, step)).toMatchObject({
      ...{ queueUs: 1_250, executionUs: 48_200, worker: null },
    });
    const web = Buffer.concat([message, envelope(0x80, "grpc-status: 0\r\n")]);
    expect(read("grpc-web", { body: web }, step)).toMatchObject({ ...ok, answer, queueUs: null });
    expect(read("grpc", { body: message, trailers: { "grpc-status": "0" } }, step)).toMatchObject({
      ...ok,
      answer,
    });
  });
});

describe("what is no answer is an error, and never counted as one", () => {
  test.each<[string, LoadProtocol, Bytes, number]>([
    ["gRPC without a status", "grpc", { body: envelope(0, "a") }, 13],
    [
      "gRPC with an error in trailers only",
      "grpc",
      { headers: { "grpc-status": "5", "grpc-message": "gone" } },
      5,
    ],
    [
      "gRPC with two messages",
      "grpc",
      { body: Buffer.concat([envelope(0, "a"), envelope(0, "b")]), trailers: { "grpc-status": "0" } },
      13,
    ],
    [
      "gRPC with half a message",
      "grpc",
      { body: envelope(0, "abcdef").subarray(0, 8), trailers: { "grpc-status": "0" } },
      13,
    ],
    ["gRPC with no message and status 0", "grpc", { trailers: { "grpc-status": "0" } }, 13],
    ["gRPC-Web without trailers", "grpc-web", { body: envelope(0, "a") }, 13],
    ["gRPC behind a proxy's error page", "grpc", { status: 503, body: Buffer.from("<html>") }, 14],
    ["Connect with JSON that is none", "connect", { status: 500, body: Buffer.from("{oh") }, 2],
    [
      "Connect with an error",
      "connect",
      { status: 404, body: Buffer.from('{"code":"not_found","message":"no"}') },
      5,
    ],
  ])("%s", (_, protocol, bytes, code) => {
    expect(read(protocol, bytes)).toMatchObject({ outcome: LoadOutcome.ERROR, code, answer: null });
  });

  test("a deadline that the server noticed is a time-out", () => {
    expect(read("grpc", { headers: { "grpc-status": "4" } })).toMatchObject({
      outcome: LoadOutcome.TIMEOUT,
      code: 4,
    });
  });

  test("only the platform's own word makes a refusal shed: a handler that says RESOURCE_EXHAUSTED failed", () => {
    const detail = (domain: string) => {
      const field = (number: number, text: string) => [number * 8 + 2, text.length, ...Buffer.from(text)];
      return Buffer.from([...field(1, "QUEUE_LIMIT"), ...field(2, domain)])
        .toString("base64")
        .replaceAll("=", "");
    };
    const body = (domain: string) =>
      Buffer.from(
        JSON.stringify({
          code: "resource_exhausted",
          details: [{ type: "google.rpc.ErrorInfo", value: detail(domain) }],
        }),
      );
    expect(read("connect", { status: 429, body: body("playground.v1") })).toMatchObject({
      ...{ outcome: LoadOutcome.SHED, code: 8, reason: "QUEUE_LIMIT" },
    });
    expect(read("connect", { status: 429, body: body("somebody.else") })).toMatchObject({
      ...{ outcome: LoadOutcome.ERROR, code: 8, reason: "" },
    });
  });
});

test("a giant answer is counted and not kept", () => {
  const reader = new ReplyReader("connect", true);
  reader.head(200, {});
  for (let at = 0; at < 64; at++) reader.data(Buffer.alloc(64 * 1024));
  const reply = reader.end();
  expect(reply.responseBytes).toBe(4 * 1024 * 1024);
  expect(reply.answer?.length).toBeLessThanOrEqual(256 * 1024);
});
