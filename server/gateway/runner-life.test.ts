import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterEach, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { RunnerState, StopReason } from "#lib/gen/playground/v1/event_pb.ts";
import type { OpenResult, Stop } from "#server/sandbox/sandbox.ts";
import { allOver, openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
afterEach(() => site.close());

const timeLimit: Stop = { reason: "timeLimit", limit: "turnMs", limitValue: 2_000 };
const crashed: Stop = { reason: "crashed", limit: "", limitValue: 0 };

/** `wait` never answers until it is cancelled; everything else is said back. */
async function open(options: Partial<TestGatewayOptions> = {}) {
  site = await openTestGateway({
    routes: (router) =>
      router.service(echoService, {
        async say(request, context) {
          if (request.value === "wait") await aborted(context.signal);
          if (request.value === "ignore") await released.promise;
          return request;
        },
        async *count(_request, context) {
          yield { value: "1" };
          await aborted(context.signal);
        },
      }),
    ...options,
  });
}

let released = Promise.withResolvers<void>();
afterEach(() => {
  released.resolve();
  released = Promise.withResolvers<void>();
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

const client = (id = "echo") =>
  createClient(echoService, createConnectTransport({ baseUrl: `${site.http1}/d/${id}`, httpVersion: "1.1" }));

const say = (value: string, id = "echo", signal?: AbortSignal): Promise<string | ConnectError> =>
  client(id)
    .say({ value }, { ...(signal && { signal }) })
    .then((answer) => answer.value, ConnectError.from);

function expectError(result: string | ConnectError, code: Code, reason: string): ConnectError {
  if (typeof result === "string") throw new Error(`answered ${result}`);
  expect(Code[result.code]).toBe(Code[code]);
  const [info] = result.details.flatMap((detail) =>
    "type" in detail && detail.type === "google.rpc.ErrorInfo"
      ? [fromBinary(ErrorInfoSchema, detail.value)]
      : [],
  );
  expect(info?.reason).toBe(reason);
  return result;
}

const started = (count: number) => (attempts: readonly { startedUs?: number | undefined }[]) =>
  attempts.filter((attempt) => attempt.startedUs !== undefined).length >= count;

describe("a runner", () => {
  test("is started once for many first calls", async () => {
    await open();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => say(String(at))));
    expect(answers).toEqual(Array.from({ length: 20 }, (_, at) => String(at)));
    expect(site.sandbox.opened).toBe(1);
  });

  test("that stops at a limit fails its calls with the limit's name and value, and is revived by the next call", async () => {
    await open();
    const waiting = say("wait");
    await site.attempts(started(1));
    site.sandbox.stopAll(timeLimit);
    const error = expectError(await waiting, Code.ResourceExhausted, "TURN_LIMIT");
    expect(error.rawMessage).toBe("The handler kept its thread for more than 2000 ms (limit turnMs).");
    expect(await say("again")).toBe("again");
    expect(site.sandbox.opened).toBe(2);

    const [attempt] = await site.attempts(allOver);
    expect(attempt?.endedUs).toBeGreaterThan(0);
    const events = await site.events((all) => all.filter(({ event }) => event.case === "runner").length >= 3);
    const runner = events.flatMap(({ event }) => (event.case === "runner" ? [event.value] : []));
    expect(runner.map(({ state }) => state)).toEqual([
      RunnerState.READY,
      RunnerState.STOPPED,
      RunnerState.READY,
    ]);
    expect(runner[1]).toMatchObject({ reason: StopReason.TIME_LIMIT, limit: "turnMs", limitValue: 2_000 });
  });

  test("that dies in the middle of a stream ends it with the error after the messages", async () => {
    await open();
    const values: string[] = [];
    const receive = async () => {
      for await (const message of client().count({ value: "" })) {
        values.push(message.value);
        site.sandbox.stopAll(crashed);
      }
    };
    const error = await receive().then(() => "", ConnectError.from);
    expectError(error, Code.Unavailable, "RUNNER_STOPPED");
    expect(values).toEqual(["1"]);
  });

  test("that died three times within a minute rests, and callers hear why and for how long", async () => {
    await open();
    for (let death = 0; death < 3; death += 1) {
      expect(await say("up")).toBe("up");
      site.sandbox.stopAll(timeLimit);
    }
    const error = expectError(await say("down"), Code.Unavailable, "COOLING_DOWN");
    expect(error.rawMessage).toMatch(
      /rest for \d+ s more\. Last time the handler kept its thread for more than 2000 ms/,
    );
    expect(error.metadata.get("retry-after")).toBe("30");
    expect(site.sandbox.opened).toBe(3);
    const result = await site.gateway.start(site.deployment(), AbortSignal.timeout(5_000));
    expect(result).toEqual({ ok: false, problem: { kind: "stopped", stop: timeLimit } });
  });

  test("is ended after a while without calls, and started again", async () => {
    await open({ limits: { idleMs: 100 } });
    await say("first");
    await expect.poll(() => site.sandbox.live).toBe(0);
    expect(await say("second")).toBe("second");
    expect(site.sandbox.opened).toBe(2);
  });

  test("rests although somebody watches the deployment", async () => {
    await open({ limits: { idleMs: 100 } });
    await say("first");
    const stop = new AbortController();
    const stops: string[] = [];
    for await (const { events } of site.gateway.watch("echo", "", stop.signal)) {
      for (const { event } of events) {
        if (event.case === "runner" && event.value.state === RunnerState.STOPPED) stops.push(event.case);
      }
      if (stops.length > 0) stop.abort();
    }
    expect(site.sandbox.live).toBe(0);
  });

  test("makes room for another deployment while it is idle, and not while it works", async () => {
    await open({ limits: { maxRunners: 1 } });
    await say("first");
    expect(await say("second", "other")).toBe("second");
    expect(site.sandbox.live).toBe(1);
    const stop = new AbortController();
    const working = say("wait", "other", stop.signal);
    await site.attempts(started(2), "other");
    expectError(await say("third"), Code.ResourceExhausted, "RUNNERS_BUSY");
    stop.abort();
    await working;
  });

  test("whose program throws while loading says so to callers", async () => {
    const error = { name: "TypeError", message: "x is not a function", frames: [] };
    const refused: OpenResult = { ok: false, problem: { kind: "threw", error } };
    await open({ refuse: () => refused });
    const failed = expectError(await say("any"), Code.FailedPrecondition, "LOAD_FAILED");
    expect(failed.rawMessage).toContain("TypeError: x is not a function");
    expect(await site.gateway.start(site.deployment(), AbortSignal.timeout(5_000))).toEqual(refused);
  });
});

describe("a call", () => {
  test("that takes longer than the unary deadline is DEADLINE_EXCEEDED, and its handler is told", async () => {
    await open({ limits: { unaryDeadlineMs: 100 } });
    const error = expectError(await say("wait"), Code.DeadlineExceeded, "DEADLINE_LIMIT");
    expect(error.rawMessage).toBe("The call was not over after 100 ms (limit unaryDeadlineMs).");
    const [attempt] = await site.attempts(allOver);
    expect(attempt).toMatchObject({ code: Code.DeadlineExceeded });
  });

  test("whose handler ignores the deadline keeps its worker until the handler has really stopped", async () => {
    await open({ limits: { unaryDeadlineMs: 100 }, settings: { workers: 1 } });
    expectError(await say("ignore"), Code.DeadlineExceeded, "DEADLINE_LIMIT");
    // The only worker still runs; the next call waits for it and meets its own deadline in the queue.
    expectError(await say("next"), Code.DeadlineExceeded, "DEADLINE_LIMIT");
    released.resolve();
    const attempts = await site.attempts(allOver);
    expect(attempts[0]?.endedUs).toBeGreaterThan(attempts[0]?.repliedUs ?? Number.POSITIVE_INFINITY);
    expect(attempts[1]?.startedUs).toBeUndefined();
    expect(await say("last")).toBe("last");
  });

  test("that takes longer than the stream deadline ends with the error", async () => {
    await open({ limits: { streamDeadlineMs: 100 } });
    const receive = async () => {
      for await (const _message of client().count({ value: "" }));
    };
    expectError(await receive().then(() => "", ConnectError.from), Code.DeadlineExceeded, "DEADLINE_LIMIT");
  });

  test("whose caller goes away is cancelled; its handler stops and the slot is free again", async () => {
    await open({ settings: { workers: 1 } });
    const stop = new AbortController();
    const waiting = say("wait", "echo", stop.signal);
    await site.attempts(started(1));
    stop.abort();
    await waiting;
    expect(await say("next")).toBe("next");
    const [attempt] = await site.attempts(allOver);
    expect(attempt).toMatchObject({ cancelled: true, code: Code.Canceled });
    expect(attempt?.endedUs).toBeGreaterThan(0);
  });

  test("beyond the calls in flight is RESOURCE_EXHAUSTED", async () => {
    await open({ limits: { maxConcurrentCalls: 2 } });
    const stop = new AbortController();
    const waiting = [say("wait", "echo", stop.signal), say("wait", "echo", stop.signal)];
    await site.attempts(started(2));
    const error = expectError(await say("third"), Code.ResourceExhausted, "CONCURRENCY_LIMIT");
    expect(error.rawMessage).toContain("limit maxConcurrentCalls");
    stop.abort();
    await Promise.all(waiting);
  });

  test("that waits in the queue leaves it when its caller goes away", async () => {
    await open({ settings: { workers: 1, queueLimit: 1 } });
    const stops = [new AbortController(), new AbortController()];
    const working = say("wait", "echo", stops[0]?.signal);
    await site.attempts(started(1));
    const queued = say("never", "echo", stops[1]?.signal);
    await site.attempts((all) => all.length === 2);
    expectError(await say("shed"), Code.ResourceExhausted, "QUEUE_LIMIT");
    stops[1]?.abort();
    await queued;
    await site.attempts((all) => all.filter((attempt) => attempt.cancelled).length === 1);
    const third = say("third");
    await site.attempts((all) => all.length === 4);
    stops[0]?.abort();
    await working;
    expect(await third).toBe("third");
    const attempts = await site.attempts(allOver);
    expect(attempts.map(({ shed, cancelled }) => [shed, cancelled])).toEqual([
      [false, true],
      [false, true],
      [true, false],
      [false, false],
    ]);
    expect(attempts[1]?.startedUs).toBeUndefined();
    expect(site.sandbox.requests).toHaveLength(2);
  });

  test("is refused while the server shuts down, and running ones are waited for", async () => {
    await open();
    const stop = new AbortController();
    const running = say("wait", "echo", stop.signal);
    await site.attempts(started(1));
    let drained = false;
    const drain = site.gateway.drain().then(() => {
      drained = true;
    });
    expectError(await say("late"), Code.Unavailable, "SHUTTING_DOWN");
    expect(drained).toBe(false);
    stop.abort();
    await running;
    await drain;
  });
});
