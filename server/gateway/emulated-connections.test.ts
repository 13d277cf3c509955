import { transform } from "esbuild";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { toRun } from "#lib/lessons/evidence.ts";
import { defaultLimits } from "#lib/limits.ts";
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
  say: ({ value }: Text, context: any) => ({ value: value + (context.requestHeader.get("x-playground-channel") ?? "") }),
`;
const client = `
import { createClient } from "@connectrpc/connect";
import { createTransport, transport } from "playground";
import { EchoService } from "./gen/echo_pb";

const open = (httpVersion) => createClient(EchoService, createTransport({ httpVersion }));
const three = [0, 1, 2];

export async function each() {
  for (const value of three) await open("2").say({ value: String(value) });
}
export async function one() {
  const echo = open("2");
  for (const value of three) await echo.say({ value: String(value) });
}
export async function crowd() {
  const echo = open("2");
  await Promise.all(Array.from({ length: 8 }, () => echo.say({ value: "x" })));
}
export async function oldCrowd() {
  const echo = open("1.1");
  await Promise.all(Array.from({ length: 8 }, () => echo.say({ value: "x" })));
}
export async function ready() {
  return (await createClient(EchoService, transport).say({ value: "x" })).value;
}
export async function hidden() { return (await open("2").say({ value: "x" })).value; }
export async function gone() {
  const echo = open("1.1");
  const calls = Array.from({ length: 8 }, (_, at) => echo.say({ value: "x" }, { timeoutMs: at < 6 ? 45 : 2_000 }));
  return (await Promise.allSettled(calls)).map(({ status }) => status);
}
export async function encrypted() {
  const echo = createClient(EchoService, createTransport({ httpVersion: "2", tls: "1.3" }));
  for (const value of three) await echo.say({ value: String(value) });
}
export async function unheard() { open("3"); }
export async function unfounded() { createTransport({ tls: "1.3" }); }
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
  const { modules } = await echoProgram(handlers);
  const generated = modules.filter(({ path }) => path !== "server");
  const own = { path: "client", code, sourceMap: map };
  program = { modules: [own, ...generated], entry: "client", kind: "client" };
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

/** A round trip of 80 ms. */
const network = { delayMs: 40, jitterMs: 0, bandwidthKbps: 0 };
const settings: RunSettings = {
  ...{ workers: null, queueLimit: null, protocol: "grpc", codec: "binary", calls: 3 },
  network,
};

/** The evidence of a whole run. */
async function run(experiment: string) {
  const real = { sandbox, program: await echoProgram(handlers) };
  site = await openTestGateway({ routes: () => {}, real, settings: { network } });
  const plan = { deploymentId: "echo", runId: "run-1", program, experiment, settings };
  const asker = { visitor: "", ticket: "" };
  const started = await site.gateway.runClient(plan, asker, new AbortController().signal);
  if (!started.ok) throw new Error(JSON.stringify(started.problem));
  let state = createRunState({
    ...{ id: "run-1", deploymentId: "echo", experiment, title: "", settings, hosts: 1, stepUs: 1 },
  });
  for await (const batch of started.facts)
    for (const text of batch)
      state = foldRun(state, { kind: "client", fact: JSON.parse(text) as ClientFact });
  for (const value of await site.attempts(allOver)) {
    const event = { $typeName: "playground.v1.ServerEvent", event: { case: "attempt", value } } as const;
    state = foldRun(state, { kind: "server", event });
  }
  const record = toRecord(state);
  expect(checkInvariants(record)).toEqual([]);
  // As it comes out of a file, so that nothing of it gets lost there.
  const parsed = parseRecordFile(toRecordFile(record));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return toRun(experiment, parsed.value);
}

const connectionsOf = ({ attempts }: Awaited<ReturnType<typeof run>>) =>
  attempts.map(({ connection }) => connection);

test("a transport for each call opens a connection for each, and each request leaves a round trip later", async () => {
  const seen = await run("each");
  expect(connectionsOf(seen)).toEqual([1, 2, 3]);
  for (const { connectUs = 0, intended = 0, sent = 0, arrived = 0 } of seen.attempts) {
    expect(connectUs).toBeGreaterThanOrEqual(80_000);
    expect(sent - intended).toBeGreaterThanOrEqual(connectUs);
    expect(arrived - sent).toBeGreaterThanOrEqual(39_000);
  }
});

test("with TLS 1.3 the first call waits two round trips for its connection, and the others not at all", async () => {
  const seen = await run("encrypted");
  expect(connectionsOf(seen)).toEqual([1, 1, 1]);
  const [first = 0, ...others] = seen.attempts.map(({ connectUs = 0 }) => connectUs);
  expect(first).toBeGreaterThanOrEqual(160_000);
  expect(others).toEqual([0, 0]);
});

test("one transport opens one connection, and only its first call waits for that", async () => {
  const seen = await run("one");
  expect(connectionsOf(seen)).toEqual([1, 1, 1]);
  expect(seen.attempts.map(({ connectUs = 0 }) => connectUs >= 80_000)).toEqual([true, false, false]);
});

test("eight calls at once share one connection of HTTP/2, and open six of HTTP/1.1", async () => {
  expect(connectionsOf(await run("crowd"))).toEqual(Array(8).fill(1));
  site.close();
  const old = await run("oldCrowd");
  expect(new Set(connectionsOf(old)).size).toBe(6);
  expect(old.attempts.filter(({ status }) => status === 0)).toHaveLength(8);
});

test("callers who give up leave their connections to those who wait", async () => {
  const { returned } = await run("gone");
  expect(returned).toEqual([...Array(6).fill("rejected"), "fulfilled", "fulfilled"]);
});

test("the transport that is always there has no connection of its own, and handlers see nothing of all this", async () => {
  expect(connectionsOf(await run("ready"))).toEqual([undefined]);
  site.close();
  expect((await run("hidden")).returned).toBe("x");
});

test("what is no version of HTTP is refused", async () => {
  const { record } = await run("unheard");
  expect(record.header.outcome).toMatchObject({ kind: "threw" });
});

test("who asks for TLS without a connection of its own is told what is missing", async () => {
  const { record } = await run("unfounded");
  expect(record.header.outcome).toMatchObject({
    kind: "threw",
    message: expect.stringMatching(/httpVersion/),
  });
});
