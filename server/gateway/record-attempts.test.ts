import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterEach, describe, expect, test } from "vitest";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { cutErrorMessage, parseAttemptName } from "./record-attempts.ts";
import { allOver, openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
afterEach(() => site.close());

/** Handlers of `say` wait here; open unless a test closes it. */
let gate = { promise: Promise.resolve(), resolve: () => {} };
afterEach(() => gate.resolve());

async function open(settings: TestGatewayOptions["settings"] = {}) {
  site = await openTestGateway({
    settings,
    routes: (router) =>
      router.service(echoService, {
        async say(request) {
          if (request.value === "fail") throw new ConnectError("no; because 中文", Code.Aborted);
          await gate.promise;
          return request;
        },
        async *count() {
          yield { value: "a" };
          yield { value: "bc" };
          throw new ConnectError("enough", Code.OutOfRange);
        },
        async *chat(requests) {
          for await (const request of requests) yield request;
        },
      }),
  });
}

const transports = (): [name: string, transport: Transport][] => [
  ["connect", createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" })],
  [
    "json",
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1", useBinaryFormat: false }),
  ],
  ["grpc-web", createGrpcWebTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" })],
  ["grpc", createGrpcTransport({ baseUrl: `${site.http2}/d/echo` })],
];

const name = (run: string, call: number, attempt = 0) => ({
  headers: { "x-playground-attempt": `${run}/${call}/${attempt}` },
});

test("an attempt is recorded with who made it, how, and how it went", async () => {
  await open();
  for (const [run, transport] of transports()) {
    const client = createClient(echoService, transport);
    await client.say({ value: "Ada" }, name(run, 3, 1));
    await client.say({ value: "fail" }, name(run, 4)).catch(() => {});
  }
  const attempts = await site.attempts((all) => all.length === 8 && allOver(all));
  expect(
    attempts.map(({ runId, call, attempt, code, errorMessage }) => [
      runId,
      call,
      attempt,
      code,
      errorMessage,
    ]),
  ).toEqual(
    ["connect", "json", "grpc-web", "grpc"].flatMap((run) => [
      [run, 3, 1, 0, ""],
      [run, 4, 0, Code.Aborted, "no; because 中文"],
    ]),
  );
  expect(attempts.map(({ protocol, codec }) => [protocol, codec]).filter((_, at) => at % 2 === 0)).toEqual([
    [Protocol.CONNECT, Codec.BINARY],
    [Protocol.CONNECT, Codec.JSON],
    [Protocol.GRPC_WEB, Codec.BINARY],
    [Protocol.GRPC, Codec.BINARY],
  ]);
  for (const attempt of attempts) {
    expect(attempt).toMatchObject({
      method: "test.v1.EchoService/Say",
      userAgent: "",
      worker: 0,
      shed: false,
      cancelled: false,
    });
    expect(attempt.requestBytes).toBeGreaterThan(0);
    expect(attempt.responseBytes).toBeGreaterThan(
      attempt.protocol === Protocol.GRPC && attempt.code !== 0 ? -1 : 0,
    );
  }
  expect(attempts.map(({ httpVersion }) => httpVersion)).toEqual([
    "1.1",
    "1.1",
    "1.1",
    "1.1",
    "1.1",
    "1.1",
    "2.0",
    "2.0",
  ]);
});

test("a stream is recorded with its messages and the code of its ending", async () => {
  await open();
  for (const [, transport] of transports()) {
    const receive = async () => {
      for await (const _message of createClient(echoService, transport).count({ value: "x" }));
    };
    await receive().catch(() => {});
  }
  const attempts = await site.attempts((all) => all.length === 4 && allOver(all));
  for (const attempt of attempts)
    expect(attempt).toMatchObject({ code: Code.OutOfRange, errorMessage: "enough" });
  const events = await site.events((all) => all.length > 0);
  const messages = events.flatMap(({ event }) => (event.case === "message" ? [event.value] : []));
  for (const { sequence, codec } of attempts) {
    const own = messages.filter((message) => message.attemptSequence === sequence);
    const lengths = codec === Codec.JSON ? [3, 3, 4] : [3, 3, 4];
    expect(own.map(({ outgoing, bytes }) => [outgoing, bytes])).toEqual([
      [false, lengths[0]],
      [true, lengths[1]],
      [true, lengths[2]],
    ]);
  }
});

test("messages of a two-way stream are recorded in the order in which they passed", async () => {
  await open();
  const answered = { resolve: () => {} };
  async function* send() {
    for (const value of ["1", "2"]) {
      const reply = new Promise<void>((resolve) => {
        answered.resolve = resolve;
      });
      yield { value };
      await reply;
    }
  }
  const transport = createGrpcTransport({ baseUrl: `${site.http2}/d/echo` });
  for await (const _message of createClient(echoService, transport).chat(send())) answered.resolve();
  const events = await site.events((all) => all.length > 0);
  const messages = events.flatMap(({ event }) => (event.case === "message" ? [event.value] : []));
  expect(messages.map(({ outgoing }) => outgoing)).toEqual([false, true, false, true]);
});

test("25 calls on 10 workers run in waves, never two at once on a worker, and count who was in front", async () => {
  await open({ workers: 10 });
  const client = createClient(
    echoService,
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }),
  );
  gate = Promise.withResolvers<void>();
  const calls = Array.from({ length: 25 }, (_, call) => client.say({ value: "x" }, name("run", call)));
  await site.attempts((all) => all.filter(({ arrivedUs }) => arrivedUs !== undefined).length === 25);
  gate.resolve();
  await Promise.all(calls);
  const attempts = [...(await site.attempts((all) => all.length === 25 && allOver(all)))];
  attempts.sort((a, b) => (a.arrivedUs ?? 0) - (b.arrivedUs ?? 0) || a.queuedBehind - b.queuedBehind);

  const inFront = attempts.map(({ queuedBehind }) => queuedBehind);
  expect(inFront).toEqual(Array.from({ length: 25 }, (_, at) => Math.max(0, at - 10)));
  expect(new Set(attempts.map(({ worker }) => worker))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  for (let worker = 0; worker < 10; worker += 1) {
    const own = attempts
      .filter((attempt) => attempt.worker === worker)
      .sort((a, b) => (a.startedUs ?? 0) - (b.startedUs ?? 0));
    own.slice(1).forEach((attempt, at) => {
      expect(attempt.startedUs).toBeGreaterThanOrEqual(own[at]?.endedUs ?? Number.POSITIVE_INFINITY);
    });
  }
  const starts = attempts.map(({ startedUs }) => startedUs);
  expect(starts).toEqual([...starts].sort((a, b) => (a ?? 0) - (b ?? 0)));
});

test("an emulated network delays both ways, says so, and keeps the stamps in order", async () => {
  await open({ network: { delayMs: 30, jitterMs: 0, bandwidthKbps: 0 } });
  const client = createClient(
    echoService,
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }),
  );
  const beforeUs = Number(process.hrtime.bigint() / 1_000n);
  await client.say({ value: "x" });
  const values: string[] = [];
  const receive = async () => {
    for await (const message of client.count({ value: "" })) values.push(message.value);
  };
  await receive().catch(() => {});
  expect(values).toEqual(["a", "bc"]);
  const [unary, stream] = await site.attempts((all) => all.length === 2 && allOver(all));
  expect(unary?.emulatedOutUs).toBeGreaterThanOrEqual(29_000);
  expect(unary?.emulatedBackUs).toBeGreaterThanOrEqual(29_000);
  expect(stream?.code).toBe(Code.OutOfRange);
  // The same clock on both sides: a request cannot be at the server before its way is over.
  expect((unary?.arrivedUs ?? 0) - beforeUs).toBeGreaterThanOrEqual(30_000);
});

test("a line logged for an exchange finds its attempt, other lines nobody's", async () => {
  await open();
  const client = createClient(
    echoService,
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }),
  );
  await client.say({ value: "x" }, name("own", 1));
  await client.say({ value: "x" }, name("other", 1));
  site.sandbox.log("first", 1);
  site.sandbox.log("second", 2);
  site.sandbox.log("anyone's", null);
  site.sandbox.log("unknown", 999);
  const events = await site.events((all) => all.length > 0, "own");
  const lines = events.flatMap(({ event }) =>
    event.case === "log" ? [[event.value.text, event.value.attemptSequence]] : [],
  );
  expect(lines).toEqual([
    ["first", 1],
    ["anyone's", undefined],
    ["unknown", undefined],
  ]);
});

test("a caller from outside is recorded with its user agent", async () => {
  await open();
  const headers = {
    "content-type": "application/json",
    "user-agent": "curl/8",
    "x-playground-attempt": "not a name",
  };
  await fetch(`${site.http1}/d/echo/test.v1.EchoService/Say`, { method: "POST", headers, body: '"Ada"' });
  const [attempt] = await site.attempts((all) => all.length === 1 && allOver(all));
  expect(attempt).toMatchObject({ runId: "", call: 0, attempt: 0, userAgent: "curl/8" });
});

describe("the clock", () => {
  test.each(["application/json", "application/proto"])(
    "answers %s at once, unrecorded and undelayed, below any id",
    async (type) => {
      await open({ network: { delayMs: 10_000, jitterMs: 0, bandwidthKbps: 0 } });
      await site.gateway.start(site.deployment(), AbortSignal.timeout(5_000));
      for (const id of ["echo", "nobody"]) {
        const response = await fetch(`${site.http1}/d/${id}/playground.v1.ClockService/ReadClock`, {
          method: "POST",
          headers: { "content-type": type },
          body: type === "application/json" ? "{}" : "",
        });
        expect(response.status).toBe(200);
        expect(response.headers.get("content-type")).toBe(type);
        if (type === "application/json") {
          const { receivedUs, sentUs } = (await response.json()) as { receivedUs: number; sentUs: number };
          expect(sentUs).toBeGreaterThanOrEqual(receivedUs);
        } else expect((await response.arrayBuffer()).byteLength).toBe(18);
      }
      const events = await site.events((all) => all.length > 0);
      expect(events.map(({ event }) => event.case)).toEqual(["runner"]);
    },
  );
});

test("names of attempts are taken only when they are well-formed", async () => {
  await open();
  expect(parseAttemptName("run_1-a/12/3")).toEqual({ runId: "run_1-a", call: 12, attempt: 3 });
  for (const bad of [
    "",
    "run",
    "run/1",
    "run/-1/0",
    "run/1/0/2",
    "r n/1/0",
    `${"x".repeat(65)}/1/0`,
    "run/1/0\n",
  ]) {
    expect(parseAttemptName(bad).runId).toBe("");
  }
});

test("error messages are cut at 1 kB, never within a character", async () => {
  await open();
  expect(cutErrorMessage("short")).toBe("short");
  const cut = cutErrorMessage("中".repeat(1_000));
  expect(Buffer.byteLength(cut)).toBe(1_023);
  expect(cut).toBe("中".repeat(341));
});
