import { fromJson } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RetryInfo, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { buildClient } from "./build/build-client.ts";
import { buildProgram } from "./build/build-program.ts";
import { isAuthority } from "./gateway/authority-guard.ts";
import { createGateway } from "./gateway/create-gateway.ts";
import { namesDeployment } from "./gateway/find-deployment.ts";
import { createLog } from "./log.ts";
import type { Program, Replica, Sandbox } from "./sandbox/sandbox.ts";
import { compileProtos } from "./schema/compile-protos.ts";
import { formatProto } from "./schema/format-proto.ts";
import { generateTypes } from "./schema/generate-types.ts";
import { type RunningServer, startServer } from "./start-server.ts";
import { openSqliteStore } from "./store/open-sqlite-store.ts";

/** A door that lets one through at a time, when the test says so, and knows who came in which order. */
function createDoor() {
  const waiting: (() => void)[] = [];
  const passed: string[] = [];
  let isOpen = false;
  return {
    passed,
    waiting: () => waiting.length,
    pass(name: string): Promise<void> {
      passed.push(name);
      return isOpen ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
    },
    async letOne() {
      await expect.poll(() => waiting.length, { timeout: 20_000 }).toBeGreaterThan(0);
      waiting.shift()?.();
    },
    open() {
      isOpen = true;
      for (const enter of waiting.splice(0)) enter();
    },
  };
}

let server: RunningServer;
let compiling: ReturnType<typeof createDoor>;
let starting: ReturnType<typeof createDoor>;
let evicted: string[];
beforeEach(() => {
  compiling = createDoor();
  starting = createDoor();
  evicted = [];
});
afterEach(async () => {
  compiling.open();
  starting.open();
  await server.stop();
});

const nameIn = (text: string) => /whose = "([^"]+)"/.exec(text)?.[1] ?? "selftest";

/** Everything is real but what a runner does: how long one takes to start is in the hands of the test. */
const sandbox: Sandbox = {
  async open(program: Program, observer) {
    const name = nameIn(program.modules.find(({ path }) => path === "server")?.code ?? "");
    await starting.pass(name);
    const replica: Replica = {
      pid: 1,
      exchange() {
        throw new Error("no calls in this test");
      },
      close(reason) {
        if (reason === "idle") evicted.push(name);
        observer.stopped({ reason: "idle", limit: "", limitValue: 0 });
      },
    };
    return { ok: true, replica };
  },
  status: () => ({ live: 0, warm: 1, walls: {} }),
  close: async () => {},
};

async function start(over: Partial<Limits> = {}): Promise<void> {
  const limits = { ...defaultLimits, turnsAtOnce: 1, ...over };
  const log = createLog("error", () => {});
  const clock = { nowUs: () => Number(process.hrtime.bigint() / 1_000n) };
  server = await startServer({
    store: await openSqliteStore(":memory:"),
    sandbox,
    createGateway: (given) => createGateway({ ...given, sandbox, limits, clock, random: Math.random, log }),
    compilers: {
      async compileProtos(files, options) {
        await compiling.pass(nameIn(files.map(({ content }) => content).join()));
        return compileProtos(files, options);
      },
      ...{ generateTypes, buildProgram, buildClient, formatProto },
    },
    openPages: async () => ({
      handle: async (_request, response) => void response.end("a page"),
      upgrade: (_request, socket) => void socket.destroy(),
      close: async () => {},
    }),
    ...{ limits, isAuthority, namesDeployment, log },
    where: { host: "127.0.0.1", port: 0 },
    drainMs: 1_000,
    nowUs: clock.nowUs,
    sandboxDocument: "",
    mode: "production",
    trustProxy: 1,
    tls: null,
  });
  await Promise.all([compiling.letOne(), starting.letOne()]);
  await server.ready;
  compiling.passed.length = 0;
  starting.passed.length = 0;
}

type Answer = {
  readonly status: number;
  readonly id?: string;
  readonly reason?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly retry?: RetryInfo;
};

async function ask(
  path: string,
  visitor: string,
  body: object,
  ticket = "",
): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}/playground.v1.${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": visitor, "x-ticket": ticket },
    body: JSON.stringify(body),
  });
  return { ...((await response.json()) as object), status: response.status };
}

/** Deploys a program of its own for each `name`. */
async function deploy(visitor: string, name: string, ticket = ""): Promise<Answer> {
  const proto = 'syntax = "proto3"; package a.v1; service A { rpc B(C) returns (C); } message C {}';
  const code = `import type { ConnectRouter } from "@connectrpc/connect";
import { A } from "./gen/a_pb";
const whose = "${name}";
export default (router: ConnectRouter) => router.service(A, { b: () => { console.log(whose); return {}; } });`;
  const files = [
    { path: "a.proto", content: proto },
    { path: "server.ts", content: code },
  ];
  const answer = await ask("DeploymentService/CreateDeployment", visitor, { files }, ticket);
  const details = (answer.details ?? []) as { type: string; debug: Record<string, never> }[];
  const info = details.find(({ type }) => type === "google.rpc.ErrorInfo")?.debug;
  const retry = details.find(({ type }) => type === "google.rpc.RetryInfo")?.debug;
  return {
    status: Number(answer.status),
    ...(answer.id === undefined ? {} : { id: String(answer.id) }),
    ...(info && { reason: info.reason, metadata: info.metadata }),
    ...(retry && { retry: fromJson(RetryInfoSchema, retry) }),
  };
}

const placeOf = async (visitor: string, ticket: string) =>
  (await ask("LineService/GetPlace", visitor, { ticket })).place ?? 0;

const greedy = "10.0.0.1";
const polite = "10.0.0.2";

async function greedyAsks(count: number): Promise<Promise<Answer>[]> {
  const asked: Promise<Answer>[] = [];
  for (let at = 0; at < count; at += 1) {
    asked.push(deploy(greedy, `greedy ${at}`, `greedy ${at}`));
    // One after another, so that who came first is no matter of chance.
    if (at === 0) await expect.poll(() => compiling.passed.length).toBe(1);
    else await expect.poll(() => placeOf(greedy, `greedy ${at}`)).toBe(at);
  }
  return asked;
}

describe("while one visitor asks for 50 deployments at once", () => {
  test("another is compiled and started in the next turn, and is told its place meanwhile", async () => {
    await start();
    starting.open();
    const asked = await greedyAsks(50);
    const answer = deploy(polite, "polite", "mine");
    await expect.poll(() => placeOf(polite, "mine")).toBe(2);
    expect(await placeOf(greedy, "greedy 1")).toBe(1);
    expect(await placeOf(greedy, "greedy 2")).toBe(3);
    // A ticket says nothing to anybody else.
    expect(await placeOf(greedy, "mine")).toBe(0);
    for (let turn = 0; turn < 3; turn += 1) await compiling.letOne();
    expect((await answer).status).toBe(200);
    expect(await placeOf(polite, "mine")).toBe(0);
    expect(compiling.passed.slice(0, 3)).toEqual(["greedy 0", "greedy 1", "polite"]);
    expect(compiling.passed.length).toBeLessThanOrEqual(4);
    compiling.open();
    expect((await Promise.all(asked)).filter(({ status }) => status === 200)).toHaveLength(50);
    // Fifty of the same visitor's do not all stay awake.
    expect(evicted.length).toBeGreaterThanOrEqual(50 - defaultLimits.maxRunnersPerVisitor);
    expect(evicted).not.toContain("polite");
  });

  test("another's runner starts in the next turn although the others were compiled before", async () => {
    await start();
    compiling.open();
    const asked = Array.from({ length: 20 }, (_, at) => deploy(greedy, `greedy ${at}`, "theirs"));
    await expect.poll(() => placeOf(greedy, "theirs"), { timeout: 20_000 }).toBe(19);
    const answer = deploy(polite, "polite", "mine");
    await expect.poll(() => placeOf(polite, "mine")).toBe(2);
    for (let turn = 0; turn < 3; turn += 1) await starting.letOne();
    expect((await answer).status).toBe(200);
    expect(starting.passed.indexOf("polite")).toBe(2);
    starting.open();
    await Promise.all(asked);
  });

  test("what is too much is RESOURCE_EXHAUSTED with limit, value and RetryInfo, and nobody else is refused", async () => {
    await start({ maxWaitingPerVisitor: 5 });
    starting.open();
    const asked = await greedyAsks(6);
    const refused = await deploy(greedy, "one too many");
    expect(refused).toMatchObject({
      status: 429,
      reason: "LINE_FULL",
      metadata: { limit: "maxWaitingPerVisitor", value: "5" },
    });
    expect(Number(refused.retry?.retryDelay?.seconds)).toBeGreaterThanOrEqual(1);
    const answer = deploy(polite, "polite");
    compiling.open();
    expect((await answer).status).toBe(200);
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(new Array(6).fill(200));
  });

  test("a visitor who goes away leaves the line", async () => {
    await start();
    starting.open();
    const asked = await greedyAsks(3);
    const stop = new AbortController();
    const left = fetch(`${server.url}/playground.v1.EditorService/CheckSchema`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": polite, "x-ticket": "mine" },
      body: "{}",
      signal: stop.signal,
    }).catch(() => "left");
    await expect.poll(() => placeOf(polite, "mine")).toBe(2);
    stop.abort();
    expect(await left).toBe("left");
    await expect.poll(() => placeOf(polite, "mine")).toBe(0);
    expect(await placeOf(greedy, "greedy 2")).toBe(2);
    compiling.open();
    await Promise.all(asked);
  });
});

test("a run is counted, and one too many in a minute is refused by name", async () => {
  await start({ runsPerMinute: 2 });
  compiling.open();
  starting.open();
  const { id = "" } = await deploy(polite, "polite");
  const outcomes: unknown[] = [];
  for (const runId of ["first", "second", "third", "outside-only"]) {
    const body = Buffer.from(JSON.stringify({ id, runId }));
    const head = Buffer.from([0, 0, 0, 0, body.length]);
    const stop = new AbortController();
    const response = await fetch(`${server.url}/playground.v1.DeploymentService/WatchDeployment`, {
      method: "POST",
      headers: { "content-type": "application/connect+json", "x-forwarded-for": polite },
      body: Buffer.concat([head, body]),
      signal: stop.signal,
    });
    const first = await response.body?.getReader().read();
    outcomes.push(/runsPerMinute/.exec(Buffer.from(first?.value ?? []).toString())?.[0]);
    stop.abort();
  }
  expect(outcomes).toEqual([undefined, undefined, "runsPerMinute", undefined]);
});
