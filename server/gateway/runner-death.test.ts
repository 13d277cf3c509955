import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { RunnerState, StopReason } from "#lib/gen/playground/v1/event_pb.ts";
import { defaultLimits } from "#lib/limits.ts";
import { createRandom } from "#lib/random.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox, type SandboxOptions } from "#server/sandbox/create-sandbox.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { readHoldings, runnersBelow, SeenProcesses } from "#server/sandbox/test-processes.ts";
import { allOver, openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";
import { echoService } from "./test-service.ts";

const handlers = `
  async say(request: Text) {
    await setTimeout(Number(request.value));
    return request;
  },
  async *count() {
    for (let at = 1; ; at += 1) {
      yield { value: String(at) };
      await setTimeout(1);
    }
  },
  async collect(requests: AsyncIterable<Text>) {
    for await (const _ of requests);
    return { value: "" };
  },
  async *chat(requests: AsyncIterable<Text>) {
    for await (const request of requests) yield request;
  },
`;

const limits = { ...defaultLimits, turnMs: 10_000, cpuBurstMs: 120_000, warmRunners: 2 };
const ids = Array.from({ length: 30 }, (_, at) => `echo${at}`);
/** Below the three deaths after which a deployment rests. */
const killsOfEach = 2;

let sandbox: Sandbox;
let site: TestGateway;
/** One connection for all gRPC clients, so that descriptors can be counted. */
let sessions: Http2SessionManager;
let seen: SeenProcesses;
let killed: Set<number>;

beforeAll(buildHandlerRuntime, 60_000);
afterEach(async () => {
  sessions.abort();
  await sandbox.close();
  await site.close();
});

async function open(walls: NonNullable<SandboxOptions["walls"]>): Promise<void> {
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls });
  const program = await echoProgram(handlers);
  site = await openTestGateway({
    routes: () => {},
    ids,
    limits,
    real: { program, sandbox },
  });
  sessions = new Http2SessionManager(site.http2);
  seen = new SeenProcesses();
  killed = new Set();
}

function clients(id: string) {
  const http1 = createConnectTransport({ baseUrl: `${site.http1}/d/${id}`, httpVersion: "1.1" });
  const http2 = createGrpcTransport({ baseUrl: `${site.http2}/d/${id}`, sessionManager: sessions });
  return [createClient(echoService, http1), createClient(echoService, http2)] as const;
}

/** Calls of every sort that are under way for as long as their runner lives, or for `sayMs`. */
function callAll(id: string, sayMs: number, signal: AbortSignal): Promise<unknown>[] {
  return clients(id).flatMap((client) => [
    client.say({ value: String(sayMs) }),
    client.say({ value: "0" }),
    (async () => {
      for await (const _ of client.count({ value: "" }, { signal }));
    })(),
  ]);
}

function reasonOf(error: ConnectError): string {
  const detail = error.details.find((each) => "type" in each && each.type === "google.rpc.ErrorInfo");
  return detail !== undefined && "type" in detail ? fromBinary(ErrorInfoSchema, detail.value).reason : "";
}

/** Null for a call that was answered; else the error is checked to be one that says what happened. */
async function outcomeOf(call: Promise<unknown>): Promise<string | null> {
  const error = await call.then(() => null, ConnectError.from);
  if (error === null) return null;
  expect([Code[error.code], error.rawMessage]).toEqual([
    "Unavailable",
    expect.stringMatching(
      /^(The handler's process ended unexpectedly|No process for the handlers could be started.*)\.$/,
    ),
  ]);
  expect(["RUNNER_STOPPED", "RUNNER_UNAVAILABLE"]).toContain(reasonOf(error));
  return reasonOf(error);
}

const turns = async (count: number) => {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve));
};

function findRunners(): number[] {
  const found = runnersBelow(process.pid);
  seen.add(found);
  return found;
}

/** Kills one process of the runners at random, which may be at work, warm, starting, or the wall around one. */
function killOne(random: () => number): void {
  const all = findRunners();
  const victim = all[Math.floor(random() * all.length)];
  if (victim !== undefined) kill(victim);
}

function kill(pid: number): void {
  killed.add(pid);
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went before.
  }
}

/** Kills whatever runs, again and again, until the promise is settled. */
async function killUntil<Value>(promise: Promise<Value>): Promise<Value> {
  const timer = setInterval(() => {
    for (const pid of findRunners()) kill(pid);
  }, 50);
  return await promise.finally(() => clearInterval(timer));
}

/** One round: load, a kill at a random moment, and what each call heard, once everything that was killed is gone. */
async function killUnderLoad(id: string, random: () => number): Promise<(string | null)[]> {
  const stop = new AbortController();
  const outcomes = Promise.all(callAll(id, Math.floor(random() * 40), stop.signal).map(outcomeOf));
  // Sometimes while the runner starts, sometimes in the middle of its work.
  if (random() < 0.7)
    await clients(id)[0]
      .say({ value: "0" })
      .catch(() => {});
  await turns(Math.floor(random() * 50));
  killOne(random);
  await turns(Math.floor(random() * 50));
  // What was hit may have been another's: this deployment's own follows for certain.
  const heard = await killUntil(outcomes);
  stop.abort();
  await expect.poll(() => seen.alive().filter((pid) => killed.has(pid))).toEqual([]);
  await turns(10);
  return heard;
}

describe.each([
  ["strongest", 30],
  ["process", 16],
] as const)("behind the walls “%s”, %d rounds of kill -9 at seeded moments", (walls, rounds) => {
  test("end calls in flight as UNAVAILABLE with a sentence, and nothing else is noticed or left over", async () => {
    await open(walls);
    const { next: random } = createRandom(20_261_122);
    const failed = { RUNNER_STOPPED: 0, RUNNER_UNAVAILABLE: 0, none: 0 };
    let settled = readHoldings();
    for (let round = 0; round < rounds; round += 1) {
      const id = ids[Math.floor(round / killsOfEach) % ids.length] ?? "";
      const heard = await killUnderLoad(id, random);
      for (const reason of heard) failed[(reason ?? "none") as keyof typeof failed] += 1;
      expect(heard.filter((reason) => reason !== null).length).toBeGreaterThanOrEqual(2);
      // The next call finds a new runner.
      if (round % killsOfEach === 0) expect((await clients(id)[1].say({ value: "1" })).value).toBe("1");
      if (round === 9) settled = await untilQuiet();
    }
    expect(failed.RUNNER_STOPPED).toBeGreaterThan(rounds);
    const after = await untilQuiet();
    expect(after.descriptors).toBeLessThan(settled.descriptors + 12);
    // Nor does one live on that lost its parent.
    expect(seen.alive().filter((pid) => !after.children.includes(pid))).toEqual([]);
  }, 240_000);
});

/** Every runner gone but the warm ones, which were replaced. */
async function untilQuiet() {
  for (const pid of findRunners()) kill(pid);
  await expect.poll(() => sandbox.status(), { timeout: 30_000 }).toMatchObject({ live: 0, warm: 2 });
  const perRunner = sandbox.status().walls.bubblewrap === true ? 2 : 1;
  await expect.poll(() => readHoldings().children.length, { timeout: 10_000 }).toBe(2 * perRunner);
  return readHoldings();
}

test("the record says that the process ended, and no call of it stays open", async () => {
  await open("process");
  const attemptsSeen = site.attempts((all) => all.length >= 6 && allOver(all), ids[0]);
  const stop = new AbortController();
  const calls = callAll(ids[0] ?? "", 60_000, stop.signal).map(outcomeOf);
  await site.attempts((all) => all.filter(({ endedUs }) => endedUs !== undefined).length >= 2, ids[0]);
  for (const pid of findRunners()) kill(pid);
  expect((await Promise.all(calls)).toSorted()).toEqual(
    [...new Array(4).fill("RUNNER_STOPPED"), ...new Array(2).fill(null)].toSorted(),
  );
  const attempts = await attemptsSeen;
  expect(attempts.map(({ code }) => Code[code ?? 0] ?? "Ok").toSorted()).toEqual([
    ...new Array(2).fill("Ok"),
    ...new Array(4).fill("Unavailable"),
  ]);
  const runner: unknown[] = [];
  for await (const { events } of site.gateway.watch(ids[0] ?? "", "", stop.signal)) {
    for (const { event } of events) if (event.case === "runner") runner.push(event.value);
    if (runner.length >= 2) break;
  }
  expect(runner).toMatchObject([
    { state: RunnerState.READY },
    { state: RunnerState.STOPPED, reason: StopReason.CRASHED },
  ]);
}, 60_000);
