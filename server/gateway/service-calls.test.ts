import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { allOver, openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";
import { echoService } from "./test-service.ts";

/** `say` forwards what stands behind the first word to another method of the same deployment. */
const handlers = `
  async say(request: Text, context: any) {
    const [word, ...rest] = request.value.split(" ");
    const value = rest.join(" ");
    const echo = createClient(EchoService, transport);
    switch (word) {
      case "pass": return await echo.say({ value }, callOptions(context));
      case "plain": return await echo.say({ value });
      case "later": await sleep(20); return await echo.say({ value });
      case "twice": {
        const replies = await Promise.all([1, 2].map(() => echo.say({ value }, callOptions(context))));
        return { value: replies.map((reply) => reply.value).join(" ") };
      }
      case "count": {
        let text = "";
        for await (const { value: piece } of echo.count({ value }, callOptions(context))) text += piece.length + " ";
        return { value: text };
      }
      case "collect": {
        async function* pieces() { for (let at = 0; at < 8; at++) yield { value: "x".repeat(Number(value)) }; }
        return await echo.collect(pieces(), callOptions(context));
      }
      case "chat": {
        let wake = () => {};
        let asked = 0;
        async function* questions() {
          while (asked < 3) {
            yield { value: "question " + ++asked };
            await new Promise<void>((resolve) => { wake = resolve; });
          }
        }
        const answers: string[] = [];
        for await (const answer of echo.chat(questions(), callOptions(context))) { answers.push(answer.value); wake(); }
        return { value: answers.join(", ") };
      }
      case "break": {
        for await (const _ of echo.count({ value: "1000x1000" }, callOptions(context))) break;
        return { value: "read one" };
      }
      case "forever": return await echo.say({ value: "pass forever" }, callOptions(context));
      case "flood": {
        let made = 0;
        try {
          for (;;) { await echo.say({ value: "end" }, callOptions(context)); made++; }
        } catch (error) { return { value: made + " " + ConnectError.from(error).rawMessage }; }
      }
      case "sleep": {
        try { await new Promise((resolve, reject) => {
          const timer = setTimeout(resolve, 5_000);
          context.signal.addEventListener("abort", () => { clearTimeout(timer); reject(context.signal.reason); });
        }); } catch (error) { console.log("stopped: " + ConnectError.from(error).rawMessage); throw error; }
        return { value: "slept" };
      }
      case "fail": throw new ConnectError("不行 a=b", Code.Aborted);
      case "deadline": return { value: String(context.timeoutMs() !== undefined && context.timeoutMs() > 0) };
      case "trace": return { value: context.requestHeader.get("traceparent") + " " + context.requestHeader.get("tracestate") };
      case "headers": return { value: [...context.requestHeader.keys()].join(" ") };
      case "elsewhere": {
        const at = { ...EchoService.method.say, parent: { ...EchoService, typeName: "../d/other/test.v1.EchoService" } };
        return (await transport.unary(at, undefined, undefined, undefined, { value: "end" })).message;
      }
      default: return { value: request.value };
    }
  },
  async *count(request: Text) {
    const [times, bytes] = request.value.split("x").map(Number);
    for (let at = 1; at <= times; at++) yield { value: "x".repeat(bytes) };
  },
  async collect(requests: AsyncIterable<Text>) {
    let bytes = 0;
    for await (const request of requests) bytes += request.value.length;
    return { value: String(bytes) };
  },
  async *chat(requests: AsyncIterable<Text>) {
    for await (const request of requests) yield { value: request.value + "?" };
  },
`;
const imports = `
  import { createClient } from "@connectrpc/connect";
  import { callOptions, sleep, transport } from "playground";
`;

let sandbox: Sandbox;
let site: TestGateway;
beforeAll(async () => {
  await buildHandlerRuntime();
  const limits = { ...defaultLimits, turnMs: 5_000, cpuBurstMs: 60_000, warmRunners: 1 };
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls: "process" });
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

async function open(settings: TestGatewayOptions["settings"] = {}, limits: Partial<Limits> = {}) {
  const real = { sandbox, program: await echoProgram(handlers, imports) };
  site = await openTestGateway({ routes: () => {}, real, settings, limits });
  return createClient(
    echoService,
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }),
  );
}

const say = async (value: string, headers: Record<string, string> = {}, timeoutMs?: number) => {
  const client = await open();
  return await client.say({ value }, { headers, ...(timeoutMs !== undefined && { timeoutMs }) });
};
const named = { "x-playground-attempt": "run-1/0/0" };
const recorded = (count: number) =>
  site.attempts((attempts) => attempts.length === count && allOver(attempts) && attempts.every(isTold));
const isTold = ({ nested, resumedUs }: ServerAttempt) => !nested || resumedUs !== undefined;
const chain = (attempts: readonly ServerAttempt[]) =>
  attempts.map(({ sequence, parentSequence, runId, nested }) => ({
    sequence,
    parentSequence,
    runId,
    nested,
  }));

describe("a handler that calls another", () => {
  test("gets its answer, and each hop is an attempt of the same run below the one that made it", async () => {
    expect((await say("pass pass end", named)).value).toBe("end");
    const attempts = await recorded(3);
    expect(chain(attempts)).toEqual([
      { sequence: 1, parentSequence: undefined, runId: "run-1", nested: false },
      { sequence: 2, parentSequence: 1, runId: "run-1", nested: true },
      { sequence: 3, parentSequence: 2, runId: "run-1", nested: true },
    ]);
    expect(attempts.map(({ protocol, httpVersion }) => [protocol, httpVersion])).toEqual([
      [1, "1.1"],
      [3, "2.0"],
      [3, "2.0"],
    ]);
  });

  test("is stamped on both sides by one clock, in the order of the phases and within its parent", async () => {
    await say("pass end", named);
    const [outer, inner] = await recorded(2);
    const stamps = [
      outer?.startedUs,
      ...[
        inner?.intendedUs,
        inner?.sentUs,
        inner?.arrivedUs,
        inner?.startedUs,
        inner?.endedUs,
        inner?.repliedUs,
      ],
      ...[inner?.receivedUs, inner?.resumedUs, outer?.endedUs],
    ].map(Number);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    expect(inner?.callerCode).toBe(0);
  });

  test("is known without callOptions until others may have woken it; then still the run is", async () => {
    await say("plain later end", named);
    const attempts = await recorded(3);
    expect(attempts.map(({ parentSequence }) => parentSequence)).toEqual([undefined, 1, undefined]);
    expect(attempts.map(({ runId }) => runId)).toEqual(["run-1", "run-1", "run-1"]);
  });

  test("is known without callOptions after a wait as long as no other handler runs", async () => {
    await say("later end", named);
    expect((await recorded(2)).map(({ parentSequence }) => parentSequence)).toEqual([undefined, 1]);
  });

  test("may make two calls at once", async () => {
    expect((await say("twice pass end", named)).value).toBe("end end");
    const attempts = await recorded(5);
    expect(attempts.filter(({ parentSequence }) => parentSequence === 1)).toHaveLength(2);
    expect(new Set(attempts.slice(3).map(({ parentSequence }) => parentSequence))).toEqual(new Set([2, 3]));
  });

  test("hears errors as the other handler made them, and the record has both sides' word", async () => {
    const error = ConnectError.from(await say("pass fail", named).catch((reason: unknown) => reason));
    expect([error.code, error.rawMessage]).toEqual([Code.Aborted, "不行 a=b"]);
    expect((await recorded(2)).map(({ code, callerCode }) => [code, callerCode])).toEqual([
      [Code.Aborted, undefined],
      [Code.Aborted, Code.Aborted],
    ]);
  });

  test("streams both ways, beyond a window, and stops reading when it likes", async () => {
    const client = await open();
    expect((await client.say({ value: "count 40x20000" })).value).toBe("20000 ".repeat(40));
    expect((await client.say({ value: "collect 100000" })).value).toBe("800000");
    expect((await client.say({ value: "chat" })).value).toBe("question 1?, question 2?, question 3?");
    expect((await client.say({ value: "break" })).value).toBe("read one");
    const attempts = await recorded(8);
    expect(attempts.at(-1)).toMatchObject({ nested: true, callerCode: Code.Canceled, cancelled: true });
    expect((await client.say({ value: "end" })).value).toBe("end");
  });

  test("meets the emulated network and the worker pool like every caller", async () => {
    const client = await open({ workers: 2, network: { delayMs: 20, jitterMs: 0, bandwidthKbps: 0 } });
    expect((await client.say({ value: "pass end" })).value).toBe("end");
    const [outer, inner] = await recorded(2);
    expect(inner?.worker).not.toBe(outer?.worker);
    expect(Number(inner?.emulatedOutUs)).toBeGreaterThanOrEqual(19_000);
    expect(Number(inner?.arrivedUs) - Number(inner?.sentUs)).toBeGreaterThanOrEqual(19_000);
    expect(Number(inner?.receivedUs) - Number(inner?.repliedUs)).toBeGreaterThanOrEqual(19_000);
  });
});

describe("what belongs to the whole tree of calls is passed on by callOptions", () => {
  test("the deadline, which is told to every hop and stops all of them", async () => {
    expect((await say("pass pass deadline", named, 10_000)).value).toBe("true");
    await recorded(3);
    await site.close();
    expect((await say("pass deadline", named)).value).toBe("false");
    await site.close();
    const error = ConnectError.from(
      await say("pass pass sleep", named, 1_500).catch((reason: unknown) => reason),
    );
    expect(error.code).toBe(Code.DeadlineExceeded);
    const attempts = await recorded(3);
    const first = Number(attempts[0]?.startedUs);
    for (const { endedUs } of attempts) expect(Number(endedUs) - first).toBeLessThan(4_000_000);
  });

  test("a cancellation", async () => {
    const client = await open();
    const controller = new AbortController();
    const call = client.say({ value: "pass sleep" }, { signal: controller.signal });
    await site.attempts((attempts) =>
      attempts.some(({ nested, startedUs }) => nested && startedUs !== undefined),
    );
    controller.abort();
    await expect(call).rejects.toThrow();
    expect((await recorded(2)).map(({ cancelled }) => cancelled)).toEqual([true, true]);
  });

  test("the trace: the same trace, a span of its own, and the state", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const { value } = await say("pass trace", { traceparent, tracestate: "a=1" });
    expect(value).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01 a=1$/);
    expect(value).not.toContain("b7ad6b7169203331");
  });

  test("and nothing of ours reaches the other handler", async () => {
    expect((await say("pass headers", named)).value).not.toMatch(/x-playground|x-deployment/);
  });
});

describe("services that call themselves", () => {
  test("end at the depth limit, with limit and value, and the record shows how far they came", async () => {
    const client = await open({}, { maxCallDepth: 5 });
    const error = ConnectError.from(
      await client.say({ value: "forever" }).catch((reason: unknown) => reason),
    );
    expect([error.code, error.rawMessage]).toEqual([
      Code.ResourceExhausted,
      "Handlers call handlers 5 deep already (limit maxCallDepth).",
    ]);
    const attempts = await recorded(7);
    expect(attempts.map(({ code }) => code)).toEqual(Array(7).fill(Code.ResourceExhausted));
    expect(attempts.at(-1)?.startedUs).toBeUndefined();
    expect(attempts.at(-1)?.parentSequence).toBe(6);
  });

  test("end at the number of calls that one call may cause", async () => {
    const client = await open({}, { maxNestedCalls: 20 });
    const sentence = "Handlers have made 20 calls because of one (limit maxNestedCalls).";
    expect((await client.say({ value: "flood" })).value).toBe(`20 ${sentence}`);
    expect((await client.say({ value: "pass end" })).value).toBe("end");
  });

  test("wait for each other where the pool is too small, until the deadline", async () => {
    const client = await open({ workers: 1 });
    const error = ConnectError.from(
      await client.say({ value: "pass end" }, { timeoutMs: 2_000 }).catch((reason: unknown) => reason),
    );
    expect(error.code).toBe(Code.DeadlineExceeded);
    const [, inner] = await recorded(2);
    expect([inner?.startedUs, inner?.cancelled]).toEqual([undefined, true]);
  });

  test("cannot name another deployment", async () => {
    const client = await open();
    const error = ConnectError.from(
      await client.say({ value: "elsewhere" }).catch((reason: unknown) => reason),
    );
    expect(error.code).toBe(Code.Unimplemented);
    expect(await site.attempts(() => true, "other")).toEqual([]);
  });
});

test("a call from outside over gRPC that causes another keeps its own name in the record", async () => {
  await open();
  const client = createClient(echoService, createGrpcTransport({ baseUrl: `${site.http2}/d/echo` }));
  expect((await client.say({ value: "pass end" })).value).toBe("end");
  expect(chain(await recorded(2))).toEqual([
    { sequence: 1, parentSequence: undefined, runId: "", nested: false },
    { sequence: 2, parentSequence: 1, runId: "", nested: true },
  ]);
});
