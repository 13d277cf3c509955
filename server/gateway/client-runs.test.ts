import { transform } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServerAttempt, ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { isContradicted, toRun } from "#lib/lessons/evidence.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { foldRun } from "#lib/record/fold-run.ts";
import { checkInvariants } from "#lib/record/invariants.ts";
import { parseRecordFile, toRecordFile } from "#lib/record/record-file.ts";
import type { ClientFact } from "#lib/record/run-facts.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { createRunState } from "#lib/record/run-state.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import type { Program, Sandbox } from "#server/sandbox/sandbox.ts";
import { allOver, openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";

const handlers = `
  async say(request: Text, context: any) {
    if (request.value === "pass") return await createClient(EchoService, transport).say({ value: "passed" }, callOptions(context));
    if (request.value === "busy") for (const until = performance.now() + 80; performance.now() < until; );
    if (request.value.startsWith("nap")) await setTimeout(Number(request.value.slice(3)));
    if (request.value === "fail") throw new ConnectError("不行", Code.Aborted);
    if (request.value === "sleep") await setTimeout(20_000, undefined, { signal: context.signal });
    return { value: "你好, " + request.value };
  },
  async *count(request: Text) {
    for (let at = 1; at <= Number(request.value); at++) yield { value: String(at) };
  },
  async collect(requests: AsyncIterable<Text>) {
    const values: string[] = [];
    for await (const request of requests) values.push(request.value);
    return { value: values.join(" ") };
  },
  async *chat(requests: AsyncIterable<Text>) {
    for await (const request of requests) yield { value: request.value + "!" };
  },
`;
const imports = `
  import { createClient } from "@connectrpc/connect";
  import { callOptions, transport } from "playground";
`;

const client = `
import { createClient } from "@connectrpc/connect";
import { createTransport, settings, sleep, transport } from "playground";
import { EchoService } from "./gen/echo_pb";

const echo = createClient(EchoService, transport);
const zipped = createClient(EchoService, createTransport({ sendCompression: "gzip" }));

export async function unary() {
  console.log(settings.protocol, settings.calls);
  console.log((await echo.say({ value: "there" })).value);
}
export async function collecting() {
  async function* words() { for (const value of ["one", "two", "three"]) { yield { value }; await sleep(5); } }
  console.log((await echo.collect(words())).value);
}
export async function chatting() {
  let answered = () => {};
  async function* questions() {
    for (let at = 1; at <= 3; at++) {
      yield { value: "question " + at };
      await new Promise<void>((resolve) => { answered = resolve; });
    }
  }
  for await (const answer of echo.chat(questions())) { console.log(answer.value); answered(); }
}
export async function counting() {
  let sum = 0;
  for await (const { value } of echo.count({ value: "5000" })) sum += Number(value);
  console.log(sum);
}
export async function hops() { console.log((await echo.say({ value: "pass" })).value); }
export async function failing() { await echo.say({ value: "fail" }); }
export async function deadline() { await echo.say({ value: "sleep" }, { timeoutMs: 100 }); }
export async function crowding() {
  const calls = Array.from({ length: settings.calls + 260 }, () => echo.say({ value: "nap300" }));
  const ends = await Promise.allSettled(calls);
  const refused = ends.flatMap((end) => (end.status === "rejected" ? [end.reason.message] : []));
  return refused.filter((message) => message.includes("maxOutgoingCalls"));
}
export async function sleeping() { await sleep(60_000); }
export async function waiting() { await echo.say({ value: "sleep" }); }
export async function spinning() { await sleep(1); for (;;); }
export async function compressing() {
  const value = "x".repeat(5_000);
  const answers = [await echo.say({ value }), await zipped.say({ value }), await zipped.say({ value: "small" })];
  console.log(answers.map((answer) => answer.value.length).join(" "));
}
export async function oversized() { await echo.say({ value: "x".repeat(5_000_000) }); }
export async function busy() { const until = performance.now() + 150; while (performance.now() < until); await sleep(30); }
export async function network() { await fetch("http://127.0.0.1"); }
export async function returning() {
  const { value } = await echo.say({ value: "there" });
  return { value, bytes: new Uint8Array([1, 2, 255]), big: 9007199254740993n };
}
export async function returningTooMuch() { return "x".repeat(70_000); }
export async function flooding() {
  const line = '[{"kind":"x","text":"' + "y".repeat(200_000) + '"}]';
  JSON.stringify = () => line;
  for (let at = 0; at < 40; at++) await sleep(35);
  await echo.say({ value: "there" });
  await sleep(60_000);
}
export async function speaksForTheHost() {
  const { stringify } = JSON;
  const lies = [
    { kind: "began", zeroUnixMs: 1 },
    { kind: "pings", pings: [{ t0: 0, t1: 9e9, t2: 9e9, t3: 0 }] },
    { kind: "log", entry: { atUs: 1, level: "info", text: "forged", path: "", line: 0, stack: [], dropped: 0 } },
    { kind: "attempt", attempt: { call: 7, attempt: 0, method: "test.v1.EchoService/Say", blocking: false, intendedUs: 1, sentUs: 1, receivedUs: 2, resumedUs: 2, code: 0 } },
  ];
  JSON.stringify = () => stringify(lies);
  await echo.say({ value: "there" });
  await sleep(100);
  JSON.stringify = stringify;
  console.log("truth");
}
export async function besideBusy() {
  await echo.say({ value: "quick" });
  await Promise.all([echo.say({ value: "busy" }), sleep(10).then(() => echo.say({ value: "behind" }))]);
}
export const notAFunction = 1;
`;

let sandbox: Sandbox;
let site: TestGateway;
let program: Program;
beforeAll(async () => {
  await buildHandlerRuntime();
  const limits = { ...defaultLimits, turnMs: 1_000, cpuBurstMs: 60_000, warmRunners: 1 };
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls: "process" });
  const options = { loader: "ts", format: "cjs", target: "es2023", sourcemap: "external" } as const;
  const { code, map } = await transform(client, { ...options, sourcefile: "client.ts" });
  const { modules } = await echoProgram(handlers, imports);
  const generated = modules.filter(({ path }) => path !== "server");
  program = {
    modules: [{ path: "client", code, sourceMap: map }, ...generated],
    entry: "client",
    kind: "client",
  };
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

const settings: RunSettings = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "grpc",
  codec: "binary",
  calls: 3,
};

type Options = { readonly protocol?: RunSettings["protocol"]; readonly limits?: Partial<Limits> };

async function open({ limits = {} }: Options = {}) {
  const real = { sandbox, program: await echoProgram(handlers, imports) };
  site = await openTestGateway({ routes: () => {}, real, limits });
}

/** Runs an experiment to its end: what it told, and what the server recorded. */
async function run(experiment: string, options: Options = {}, signal = new AbortController().signal) {
  await open(options);
  const facts: ClientFact[] = [];
  const plan = {
    ...{ deploymentId: "echo", runId: "run-1", program, experiment },
    settings: { ...settings, ...(options.protocol && { protocol: options.protocol }) },
  };
  const started = await site.gateway.runClient(plan, { visitor: "", ticket: "" }, signal);
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  for await (const batch of started.facts) facts.push(...batch.map((text) => JSON.parse(text) as ClientFact));
  return facts;
}

const outcomeOf = (facts: readonly ClientFact[]) => facts.find(({ kind }) => kind === "ended");
const linesOf = (facts: readonly ClientFact[]) =>
  facts.flatMap((fact) => (fact.kind === "log" ? [fact.entry.text] : []));
const served = (count: number) =>
  site.attempts((attempts) => attempts.length === count && allOver(attempts) && attempts.every(isTold));
const isTold = ({ nested, resumedUs }: ServerAttempt) => !nested || resumedUs !== undefined;

/** Both halves as the page folds them. */
function recordOf(
  facts: readonly ClientFact[],
  attempts: readonly ServerAttempt[],
  others: readonly ServerEvent[] = [],
) {
  const start = {
    id: "run-1",
    deploymentId: "echo",
    experiment: "x",
    title: "",
    settings,
    hosts: 1,
    stepUs: 1,
  };
  let state = createRunState(start);
  for (const fact of facts) state = foldRun(state, { kind: "client", fact });
  for (const value of attempts) {
    const event = { $typeName: "playground.v1.ServerEvent", event: { case: "attempt", value } } as const;
    state = foldRun(state, { kind: "server", event });
  }
  for (const event of others) state = foldRun(state, { kind: "server", event });
  return toRecord(state);
}

describe.each(["connect", "grpc-web", "grpc"] as const)("client code in the backend, over %s", (protocol) => {
  test("makes unary calls, and both halves are one record without an offset", async () => {
    const facts = await run("unary", { protocol });
    expect(outcomeOf(facts)).toMatchObject({ outcome: { kind: "finished" } });
    expect(linesOf(facts)).toEqual([`${protocol} 3`, "你好, there"]);
    const attempts = await served(1);
    expect(attempts[0]).toMatchObject({
      runId: "run-1",
      call: 0,
      userAgent: "",
      code: 0,
      httpVersion: "2.0",
    });
    const record = recordOf(facts, attempts);
    expect(checkInvariants(record)).toEqual([]);
    expect(record.header.marks).toEqual([]);
    expect(record.header.clock.uncertaintyUs).toBe(1);
    expect(record.details.get(0)).toMatchObject({ line: 11, reply: '"你好, there"', request: '"there"' });
    expect(record.header.totals).toMatchObject({ offered: 1, ok: 1 });
  });

  test("sends messages of 1 KiB and more compressed where it is asked to", async () => {
    const facts = await run("compressing", { protocol });
    expect(linesOf(facts)).toEqual(["5004 5004 9"]);
    const record = recordOf(facts, await served(3));
    expect(checkInvariants(record)).toEqual([]);
    const [plain = 0, zipped = 0, small = 0] = [0, 1, 2].map((row) => record.details.get(row)?.requestBytes);
    expect(plain).toBeGreaterThan(5_000);
    expect(zipped).toBeLessThan(200);
    expect(small).toBeLessThan(20);
  });

  test("streams requests, and talks both ways while both sides send", async () => {
    const collected = await run("collecting", { protocol });
    expect(linesOf(collected)).toEqual(["one two three"]);
    const messages = collected.filter(({ kind }) => kind === "message");
    expect(messages.map((fact) => fact.kind === "message" && fact.toClient)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    await site.close();
    expect(linesOf(await run("chatting", { protocol }))).toEqual([
      "question 1!",
      "question 2!",
      "question 3!",
    ]);
    await site.close();
    expect(linesOf(await run("counting", { protocol }))).toEqual([String((5_000 * 5_001) / 2)]);
    expect((await served(1))[0]).toMatchObject({ code: 0 });
  });
});

test("a call that causes another is its parent in the same record", async () => {
  const facts = await run("hops");
  const attempts = await served(2);
  const record = recordOf(facts, attempts);
  expect(record.attempts.parentAttempt[1]).toBe(0);
  expect(checkInvariants(record)).toEqual([]);
  const { intended, resumed, started, ended } = record.attempts;
  expect(Number(started[0])).toBeLessThanOrEqual(Number(intended[1]));
  expect(Number(resumed[1])).toBeLessThanOrEqual(Number(ended[0]));
});

test("what an experiment returns is in the record, and when it gave control back", async () => {
  const facts = await run("returning");
  const returned = '{"value":"你好, there","bytes":"AQL/","big":"9007199254740993"}';
  const record = recordOf(facts, await served(1));
  expect(record.header.outcome).toEqual({ kind: "finished", returned });
  const { enteredUs = 0, returnedUs = 0, settledUs = 0, kind } = record.control ?? {};
  expect(kind).toBe("promise");
  expect(enteredUs <= returnedUs && returnedUs < settledUs).toBe(true);
  expect(settledUs).toBeGreaterThanOrEqual(Number(record.attempts.resumed[0]));
  await site.close();
  expect(outcomeOf(await run("returningTooMuch"))).toMatchObject({
    outcome: { kind: "finished", returnedTooLong: true },
  });
});

describe("an experiment that goes wrong", () => {
  test("says what it threw, in its own lines", async () => {
    const facts = await run("failing");
    expect(outcomeOf(facts)).toMatchObject({
      outcome: {
        kind: "threw",
        message: "ConnectError: [aborted] 不行",
        stack: [expect.stringContaining("client.ts:")],
      },
    });
  });

  test("keeps its deadline", async () => {
    const facts = await run("deadline");
    expect(outcomeOf(facts)).toMatchObject({ outcome: { kind: "threw" } });
    const record = recordOf(facts, await served(1));
    expect(record.attempts.status[0]).toBe(4);
    expect(checkInvariants(record)).toEqual([]);
  });

  test("does not exist, or is no function", async () => {
    for (const name of ["nothing", "notAFunction", "__proto__", "constructor"]) {
      const facts = await run(name);
      const message = `Error: client.ts exports no function ${name}.`;
      expect(outcomeOf(facts)).toMatchObject({ outcome: { kind: "threw", message } });
      await site.close();
    }
  });

  test("by asking for more than a limit allows has its reason, for the page to say in its language", async () => {
    expect(outcomeOf(await run("oversized"))).toMatchObject({
      outcome: {
        kind: "threw",
        message: expect.stringContaining("A message is larger than 4194304 bytes (limit maxMessageBytes)."),
        refusal: { name: "MESSAGE_LIMIT", values: { limit: "maxMessageBytes", value: "4194304" } },
      },
    });
  });

  test("has so many calls under way and no more; those beyond are over at once, with limit and value", async () => {
    const facts = await run("crowding");
    const attempts = facts.flatMap((fact) => (fact.kind === "attempt" ? [fact.attempt] : []));
    const last = new Map(attempts.map((attempt) => [attempt.call, attempt]));
    const refused = [...last.values()].filter(({ refusal }) => refusal?.name === "OUTGOING_CALLS_LIMIT");
    const { maxOutgoingCalls: value } = defaultLimits;
    expect(last.size - refused.length).toBe(value);
    expect(refused.length).toBeGreaterThan(0);
    for (const { refusal, resumedUs } of refused) {
      expect(refusal?.values).toEqual({ limit: "maxOutgoingCalls", value: String(value) });
      expect(resumedUs).toBeDefined();
    }
    const record = recordOf(facts, []);
    const sentence = `[resource_exhausted] This program has ${value} calls of its own under way already (limit maxOutgoingCalls).`;
    expect(record.header.outcome).toEqual({
      kind: "finished",
      returned: JSON.stringify(refused.map(() => sentence)),
    });
  });

  test("has no network but the way to its own deployment", async () => {
    expect(outcomeOf(await run("network"))).toMatchObject({
      outcome: { message: expect.stringContaining("no network") },
    });
  });

  test("that never gives its thread back is stopped with limit and value", async () => {
    const limit = { kind: "limit", limit: "turnMs", value: 1_000 };
    expect(outcomeOf(await run("spinning"))).toMatchObject({ outcome: limit });
  });

  test("that takes too long is stopped with limit and value", async () => {
    const facts = await run("waiting", { limits: { runMs: 400 } });
    expect(outcomeOf(facts)).toMatchObject({ outcome: { kind: "limit", limit: "runMs", value: 400 } });
    expect((await served(1))[0]).toMatchObject({ cancelled: true });
  });
});

describe("a visitor's places for runners", () => {
  const ada = { visitor: "ada", ticket: "" };
  const plan = (runId: string, experiment: string) => ({
    ...{ deploymentId: "echo", runId, program, experiment, settings },
  });

  /** Starts an experiment that lasts; what it tells is read until it is left. */
  async function holdPlace(runId: string) {
    const leaving = new AbortController();
    const started = await site.gateway.runClient(plan(runId, "sleeping"), ada, leaving.signal);
    if (!started.ok) throw new Error(JSON.stringify(started.problem));
    const over = (async () => {
      for await (const _ of started.facts) void _;
    })();
    return async () => {
      leaving.abort();
      await over;
    };
  }

  test("are taken by deployments and by experiments alike, and free again after either", async () => {
    await open({ limits: { maxRunnersPerVisitor: 2 } });
    const leave = await holdPlace("run-1");
    await holdPlace("run-2").then((leaveSecond) => leaveSecond());
    const second = await holdPlace("run-3");
    const full = { kind: "full", limit: "maxRunnersPerVisitor", value: 2 };
    const third = await site.gateway.runClient(plan("run-4", "unary"), ada, new AbortController().signal);
    expect(third).toMatchObject({ ok: false, problem: full });
    const start = (visitor: string) =>
      site.gateway.start(site.deployment(), new AbortController().signal, { visitor, ticket: "" });
    expect(await start("ada")).toMatchObject({ ok: false, problem: full });
    await second();
    expect(await start("ada")).toMatchObject({ ok: true });
    // What it is going to call does not make room for it.
    const fourth = await site.gateway.runClient(plan("run-5", "unary"), ada, new AbortController().signal);
    expect(fourth).toMatchObject({ ok: false, problem: full });
    await leave();
    await (await holdPlace("run-6"))();
  });

  test("are nobody else's", async () => {
    await open({ limits: { maxRunnersPerVisitor: 1 } });
    const leave = await holdPlace("run-1");
    const asker = { visitor: "bob", ticket: "" };
    const bobs = await site.gateway.start(site.deployment(), new AbortController().signal, asker);
    expect(bobs).toMatchObject({ ok: true });
    await leave();
  });
});

test("a program that speaks with the host's voice changes neither clock nor console, and its calls want a witness", async () => {
  const facts = await run("speaksForTheHost");
  expect(facts.filter(({ kind }) => kind === "began" || kind === "pings")).toHaveLength(2);
  expect(facts.flatMap((fact) => (fact.kind === "log" ? [fact.entry.text] : []))).toEqual(["truth"]);
  const record = recordOf(facts, await served(1));
  const forged = toRun("forged", record);
  expect(forged.attempts.map(({ call, isConfirmed }) => [call, isConfirmed])).toContainEqual([7, false]);
  expect(isContradicted(forged)).toBe(true);
  await site.close();
  const honest = toRun("honest", recordOf(await run("unary"), await served(1)));
  expect([honest.attempts.length, isContradicted(honest)]).toEqual([1, false]);
});

test("work that keeps the thread is seen as a gap of the heartbeat", async () => {
  const facts = await run("busy");
  const kept = facts.flatMap((fact) => (fact.kind === "blocked" ? [fact.interval] : []));
  expect(kept.some(({ fromUs, toUs, reason }) => reason === "busy" && toUs - fromUs > 100_000)).toBe(true);
});

test("a handler that keeps the server's thread is a stretch of the server's lane, around its own time", async () => {
  const facts = await run("besideBusy");
  const attempts = await served(3);
  const events = await site.events((seen) => seen.some(({ event }) => event.case === "busy"), "run-1");
  const busy = events.filter(({ event }) => event.case === "busy");
  const record = recordOf(facts, attempts, busy);
  expect(checkInvariants(record)).toEqual([]);
  const server = record.threads.find(({ side }) => side === "server");
  const [longest] = [...(server?.blocked ?? [])].sort((a, b) => b.toUs - b.fromUs - (a.toUs - a.fromUs));
  expect(longest?.reason).toBe("busy");
  expect(Number(longest?.toUs) - Number(longest?.fromUs)).toBeGreaterThan(70_000);
  const started = [...record.attempts.started.slice(0, 3)];
  const ended = [...record.attempts.ended.slice(0, 3)];
  // Some handler began within the stretch, and the one that waited behind it began after.
  expect(started.some((at) => at >= Number(longest?.fromUs) - 1_000 && at < Number(longest?.toUs))).toBe(
    true,
  );
  expect(Math.max(...ended)).toBeGreaterThanOrEqual(Number(longest?.toUs) - 1_000);
  const parsed = parseRecordFile(toRecordFile(record));
  expect(parsed.ok && parsed.value.threads).toEqual(record.threads);
});

test("Stop ends the runner, and its calls are cancelled", async () => {
  const controller = new AbortController();
  const before = site;
  const running = run("waiting", {}, controller.signal);
  await expect.poll(() => site !== before, { timeout: 10_000 }).toBe(true);
  await site.attempts((attempts) => attempts.some(({ startedUs }) => startedUs !== undefined));
  const { live } = sandbox.status();
  controller.abort();
  expect(outcomeOf(await running)).toBeUndefined();
  expect((await served(1))[0]).toMatchObject({ cancelled: true });
  await expect.poll(() => sandbox.status().live, { timeout: 10_000 }).toBeLessThan(live);
});

test("who does not read what an experiment tells holds it back", async () => {
  await open();
  const leaving = new AbortController();
  const plan = { ...{ deploymentId: "echo", runId: "run-1", program, settings }, experiment: "flooding" };
  const started = await site.gateway.runClient(plan, { visitor: "", ticket: "" }, leaving.signal);
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  const facts = started.facts[Symbol.asyncIterator]();
  // It begins when it is asked for the first; then nobody asks until it has told 40 lines of 200 kB.
  await facts.next();
  await served(1);
  const { value = [] } = await facts.next();
  expect(value.join("").length).toBeLessThan(1_000_000);
  leaving.abort();
  expect((await facts.next()).done).toBe(true);
});
