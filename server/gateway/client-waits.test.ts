import { transform } from "esbuild";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ServerAttempt, ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { foldRun } from "#lib/record/fold-run.ts";
import { checkInvariants } from "#lib/record/invariants.ts";
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
    if (request.value.startsWith("nap")) await setTimeout(Number(request.value.slice(3)));
    if (request.value === "fail") throw new ConnectError("不行", Code.Aborted);
    if (request.value === "sleep") await setTimeout(20_000, undefined, { signal: context.signal });
    return { value: "你好, " + request.value };
  },
`;
const imports = "";

const client = `
import { createBlockingClient, createHandleClient, post, sleep } from "playground";
import { EchoService } from "./gen/echo_pb";

const blocked = createBlockingClient(EchoService);
const handles = createHandleClient(EchoService);

export async function blocking() {
  const replies: unknown[] = [1, 2, 3].map((at) => blocked.say({ value: "nap 80" + at }).value);
  try { blocked.say({ value: "fail" }); } catch (error) { replies.push((error as any).rawMessage); }
  return replies;
}
export async function blockedForLong() { blocked.say({ value: "sleep" }); }
export async function blockedTooLate() {
  try { blocked.say({ value: "sleep" }, { timeoutMs: 100 }); } catch (error) { return (error as any).code; }
}
export async function blockedAndBig() { return blocked.say({ value: "x".repeat(1_500_000) }).value.length; }
export async function blockedStream() { (blocked as any).chat({}); }
export async function overlapping() {
  const started = [1, 2, 3].map((at) => handles.say({ value: "nap 30" + at }));
  return started.reverse().map((handle) => handle.wait().value);
}
export async function polling() {
  const handle = handles.say({ value: "nap 200" });
  for (let looks = 1; ; looks++) {
    const reply = handle.tryGet();
    if (reply) return [looks, reply.value];
    await sleep(20);
  }
}
export async function hotPolling() {
  const handle = handles.say({ value: "nap 200" });
  let reply;
  while (!(reply = handle.tryGet()));
  return reply.value;
}
export function delivering() { return handles.say({ value: "nap 200" }).then(({ value }) => value); }
export async function everyWay() {
  const handle = handles.say({ value: "there" });
  const [waited, got, awaited] = [handle.wait(), handle.tryGet(), await handle];
  const failing = handles.say({ value: "fail" });
  const codes = [await failing.then(() => 0, (error) => error.code)];
  try { failing.wait(); } catch (error) { codes.push((error as any).code); }
  try { failing.tryGet(); } catch (error) { codes.push((error as any).code); }
  return [waited === got && got === awaited, codes];
}
export async function posting() {
  const answers = [];
  for (const [type, text] of [["application/proto", "abc"], ["application/proto", "fail"], ["text/plain", "abc"], ["application/proto", "x".repeat(40_000)], ["application/grpc-web", "fail"]]) {
    const body = new TextEncoder().encode(text);
    const message = new Uint8Array([0x0a, ...(body.length < 128 ? [body.length] : [body.length & 127 | 128, body.length >> 7 & 127 | 128, body.length >> 14]), ...body]);
    const bytes = type.includes("grpc") ? new Uint8Array([0, 0, 0, 0, message.length, ...message]) : message;
    const posted = post("/test.v1.EchoService/Say", { "content-type": type, "x-playground-attempt": "other/9/9" }, bytes);
    bytes.fill(0);
    const answer = await posted;
    answers.push([answer.status, answer.headers.get("content-type"), new TextDecoder().decode(answer.bytes).slice(0, 40)]);
  }
  return answers;
}
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
const _linesOf = (facts: readonly ClientFact[]) =>
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

const returnedOf = (facts: readonly ClientFact[]) => {
  const ended = outcomeOf(facts);
  const outcome = ended?.kind === "ended" ? ended.outcome : undefined;
  return outcome?.kind === "finished" ? JSON.parse(outcome.returned ?? "null") : outcome;
};
const beatsOf = (facts: readonly ClientFact[]) =>
  facts.flatMap((fact) => (fact.kind === "beats" ? fact.atUs : []));
const stretchesOf = (facts: readonly ClientFact[]) =>
  facts.flatMap((fact) =>
    fact.kind === "blocked" && fact.interval.reason === "call" ? [fact.interval] : [],
  );
const beatsWithin = (facts: readonly ClientFact[]) =>
  stretchesOf(facts).map(
    ({ fromUs, toUs }) => beatsOf(facts).filter((at) => at > fromUs && at < toUs).length,
  );

describe.each(["connect", "grpc-web", "grpc"] as const)("a thread that waits, over %s", (protocol) => {
  test("stops for each blocking call, and the record says so", async () => {
    const facts = await run("blocking", { protocol });
    expect(returnedOf(facts)).toEqual(["你好, nap 801", "你好, nap 802", "你好, nap 803", "不行"]);
    const record = recordOf(facts, await served(4));
    expect(checkInvariants(record)).toEqual([]);
    expect(record.header.marks).toEqual([]);
    expect([...record.details.values()].map(({ blocking }) => blocking)).toEqual([true, true, true, true]);
    expect(record.details.get(0)).toMatchObject({ reply: '"你好, nap 801"', request: '"nap 801"' });
    expect([...record.attempts.status.slice(0, 4)]).toEqual([0, 0, 0, 10]);
    expect(beatsWithin(facts)).toEqual([0, 0, 0, 0]);
    // One after another, each resumed before the next was meant.
    const { intended, resumed } = record.attempts;
    for (const row of [1, 2, 3])
      expect(Number(intended[row])).toBeGreaterThanOrEqual(Number(resumed[row - 1]));
    // An async function that blocks gives control back when its work is done.
    expect(Number(record.control?.returnedUs)).toBeGreaterThanOrEqual(Number(resumed[3]));
  });

  test("keeps a deadline, sends and receives more than a window, and refuses streams", async () => {
    expect(returnedOf(await run("blockedTooLate", { protocol }))).toBe(4);
    await site.close();
    expect(returnedOf(await run("blockedAndBig", { protocol }))).toBe(1_500_004);
    await site.close();
    expect(returnedOf(await run("blockedStream", { protocol }))).toMatchObject({ kind: "threw" });
  });

  test("waits for one handle while the other calls go on", async () => {
    const facts = await run("overlapping", { protocol });
    expect(returnedOf(facts)).toEqual(["你好, nap 303", "你好, nap 302", "你好, nap 301"]);
    const record = recordOf(facts, await served(3));
    expect(checkInvariants(record)).toEqual([]);
    const { intended, started, ended } = record.attempts;
    expect(Math.max(...intended.slice(0, 3))).toBeLessThan(Math.min(...ended.slice(0, 3)));
    expect(Math.max(...started.slice(0, 3))).toBeLessThan(Math.min(...ended.slice(0, 3)));
    expect(stretchesOf(facts).length).toBeGreaterThanOrEqual(1);
    expect(beatsWithin(facts).every((beats) => beats === 0)).toBe(true);
  });
});

describe("a handle", () => {
  test("that is asked now and then leaves the thread free, and each look is a fact", async () => {
    const facts = await run("polling");
    const [looks, value] = returnedOf(facts);
    expect(value).toBe("你好, nap 200");
    const record = recordOf(facts, await served(1));
    expect(record.polls).toHaveLength(looks);
    expect(looks).toBeGreaterThanOrEqual(3);
    expect(record.polls?.every(({ call, fromUs, toUs }) => call === 0 && fromUs <= toUs)).toBe(true);
    const within = beatsOf(facts).filter((at) => at < Number(record.attempts.resumed[0]));
    expect(within.length).toBeGreaterThanOrEqual(5);
    expect(stretchesOf(facts)).toEqual([]);
  });

  test("that is asked without a pause is answered, and the thread was never free", async () => {
    const facts = await run("hotPolling");
    expect(returnedOf(facts)).toBe("你好, nap 200");
    const record = recordOf(facts, await served(1));
    expect(record.polls?.length).toBeLessThanOrEqual(1_000);
    const { control } = record;
    const during = beatsOf(facts).filter(
      (at) => at > Number(control?.enteredUs) && at < Number(control?.returnedUs),
    );
    expect(during).toEqual([]);
  });

  test("delivers its reply to who gave control back", async () => {
    const facts = await run("delivering");
    expect(returnedOf(facts)).toBe("你好, nap 200");
    const { control, attempts, polls } = recordOf(facts, await served(1));
    expect(control?.kind).toBe("promise");
    expect(Number(control?.returnedUs)).toBeLessThan(Number(attempts.resumed[0]));
    expect(polls).toBeUndefined();
  });

  test("gives the same however it is asked", async () => {
    expect(returnedOf(await run("everyWay"))).toEqual([true, [10, 10, 10]]);
  });
});

test("bytes made by hand are posted as they are, and the record holds them", async () => {
  const facts = await run("posting");
  const [greeted, failed, plain, long, web] = returnedOf(facts);
  expect(greeted).toEqual([200, "application/proto", "\n\u000b你好, abc"]);
  expect([failed[0], failed[1], JSON.parse(failed[2]).code]).toEqual([409, "application/json", "aborted"]);
  expect([plain[0], long[0], web[0]]).toEqual([415, 200, 200]);
  const record = recordOf(facts, await served(5));
  expect(checkInvariants(record)).toEqual([]);
  expect([...record.attempts.status.slice(0, 5)]).toEqual([0, 10, 2, 0, 10]);
  const details = [0, 1, 2, 3].map((row) => record.details.get(row));
  expect(details.map((detail) => detail?.raw)).toEqual([true, true, true, true]);
  const sent = (text: string) => Buffer.from([0x0a, text.length, ...Buffer.from(text)]).toString("base64");
  const kept = [sent("abc"), sent("fail"), sent("abc"), undefined];
  expect(details.map((detail) => detail?.requestBody)).toEqual(kept);
  expect(details.map((detail) => detail?.httpStatus)).toEqual([200, 409, 415, 200]);
});

test("a run that is stopped while it blocks ends at once, with what it had told", async () => {
  const controller = new AbortController();
  const before = site;
  const running = run("blockedForLong", {}, controller.signal);
  await expect.poll(() => site !== before, { timeout: 10_000 }).toBe(true);
  await site.attempts((attempts) => attempts.some(({ startedUs }) => startedUs !== undefined));
  await new Promise((resolve) => setTimeout(resolve, 300));
  controller.abort();
  const facts = await running;
  expect(outcomeOf(facts)).toBeUndefined();
  expect(facts.some((fact) => fact.kind === "attempt" && fact.attempt.blocking)).toBe(true);
  expect((await served(1))[0]).toMatchObject({ cancelled: true });
});

test("limits end a run that blocks: its own, and that of the call", async () => {
  const ended = await run("blockedForLong", { limits: { runMs: 700 } });
  expect(outcomeOf(ended)).toMatchObject({ outcome: { kind: "limit", limit: "runMs", value: 700 } });
  await site.close();
  // Longer than a turn may take: a thread that waits is not one that keeps the processor.
  const answered = await run("blockedForLong", { limits: { unaryDeadlineMs: 2_500 } });
  expect(returnedOf(answered)).toMatchObject({
    kind: "threw",
    message: expect.stringContaining("deadline_exceeded"),
  });
});
