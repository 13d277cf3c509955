import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FailureReason, failureReasons } from "#lib/failure-reasons.ts";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { Health, HealthCheckResponse_ServingStatus } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { ClockService } from "#lib/gen/playground/v1/clock_pb.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { defaultLimits } from "#lib/limits.ts";
import { buildClient } from "./build/build-client.ts";
import { buildProgram } from "./build/build-program.ts";
import { isAuthority } from "./gateway/authority-guard.ts";
import { namesDeployment } from "./gateway/find-deployment.ts";
import type { Gateway, HostedDeployment, WatchBatch } from "./gateway/gateway.ts";
import { createLog } from "./log.ts";
import type { OpenResult, Replica, Sandbox } from "./sandbox/sandbox.ts";
import { compileProtos } from "./schema/compile-protos.ts";
import { formatProto } from "./schema/format-proto.ts";
import { generateTypes } from "./schema/generate-types.ts";
import { type RunningServer, type ServerParts, startServer } from "./start-server.ts";
import { openSqliteStore } from "./store/open-sqlite-store.ts";

const greetProto = `syntax = "proto3";
package greet.v1;
service Greeter {
  rpc SayHello(SayHelloRequest) returns (SayHelloResponse);
  rpc Count(SayHelloRequest) returns (stream SayHelloResponse);
}
message SayHelloRequest { string name = 1; }
message SayHelloResponse { string greeting = 1; }
`;
const serverTs = `import type { ConnectRouter } from "@connectrpc/connect";
import { Greeter } from "./gen/greet_pb";
export default (router: ConnectRouter) =>
  router.service(Greeter, { sayHello: (request) => ({ greeting: "Hello, " + request.name }) });
`;
const greeter = [
  { path: "greet.proto", content: greetProto },
  { path: "server.ts", content: serverTs },
];

const replica: Replica = {
  pid: 1,
  exchange() {
    throw new Error("no calls in this test");
  },
  close() {},
};

const folder = mkdtempSync(join(tmpdir(), "playground-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let server: RunningServer;
let logLines: string[];
let started: HostedDeployment[];
let opens: (deployment: HostedDeployment) => Promise<OpenResult>;
let watched: (signal: AbortSignal) => AsyncIterable<WatchBatch>;
let loadDeployment: (id: string) => Promise<HostedDeployment | null>;
let compilations: number;

/** Stands where runner processes would be: what the API does with each of their answers is the matter here. */
function createTestGateway(given: { readonly loadDeployment: typeof loadDeployment }): Gateway {
  loadDeployment = given.loadDeployment;
  return {
    handleHttp1: (_request, response) => void response.end("a visitor's handler"),
    handleHttp2: (stream) => stream.close(),
    start(deployment) {
      started.push(deployment);
      return opens(deployment);
    },
    watch: (_id, _runId, signal) => watched(signal),
    runClient: () => Promise.reject(new Error("no client code runs here")),
    drain: async () => {},
  };
}

const sandbox: Sandbox = {
  open: async () => ({ ok: true, replica }),
  status: () => ({ live: 0, warm: 2, walls: { isolate: true, bubblewrap: false } }),
  close: async () => {},
};

async function start(over: Partial<ServerParts> = {}): Promise<RunningServer> {
  server = await startServer({
    store: await openSqliteStore(":memory:"),
    sandbox,
    createGateway: createTestGateway,
    compilers: {
      compileProtos(files, options) {
        compilations += 1;
        return compileProtos(files, options);
      },
      generateTypes,
      buildProgram,
      buildClient,
      formatProto,
    },
    openPages: async () => ({
      handle: async (_request, response) => void response.end("a page"),
      upgrade: (_request, socket) => void socket.destroy(),
      close: async () => {},
    }),
    limits: defaultLimits,
    where: { host: "127.0.0.1", port: 0 },
    drainMs: 1_000,
    nowUs: () => Number(process.hrtime.bigint() / 1_000n),
    isAuthority,
    namesDeployment,
    sandboxDocument: "",
    mode: "production",
    trustProxy: 0,
    log: createLog("info", (line) => logLines.push(line)),
    tls: null,
    ...over,
  });
  await server.ready;
  compilations = 0;
  return server;
}

async function restart(over: Partial<ServerParts>): Promise<void> {
  await server.stop();
  await start(over);
}

beforeEach(async () => {
  logLines = [];
  started = [];
  opens = async () => ({ ok: true, replica });
  watched = async function* () {
    yield { events: [], dropped: 0 };
  };
  await start();
});
afterEach(() => server.stop());

type RefusalJson = { details: { debug: { reason: string } }[] };
type Answer = {
  status: number;
  json: Record<string, unknown>;
  reason: string;
  details: Record<string, unknown>;
};

/** As curl would: plain JSON, no Connect headers. */
async function call(method: string, body: unknown, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${server.url}/playground.v1.${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
    ...init,
  });
  const text = await response.text();
  const json = text === "" ? {} : JSON.parse(text);
  const info =
    json.details?.find((detail: { type: string }) => detail.type === "google.rpc.ErrorInfo")?.debug ?? {};
  return { status: response.status, json, reason: info.reason ?? "", details: info.metadata ?? {} };
}

const create = (files: unknown, settings?: unknown, init?: RequestInit) =>
  call("DeploymentService/CreateDeployment", { files, settings }, init);
const file = (path: string, content = "") => ({ path, content });

describe("CreateDeployment", () => {
  test("compiles, starts and names a deployment by its content", async () => {
    const first = await create(greeter, { workers: 10 });
    expect(first.status).toBe(200);
    expect(first.json.id).toMatch(/^[a-z2-7]{26}$/);
    expect(first.json.services).toEqual([
      {
        name: "greet.v1.Greeter",
        methods: [
          expect.objectContaining({
            name: "SayHello",
            kind: "METHOD_KIND_UNARY",
            input: "greet.v1.SayHelloRequest",
          }),
          expect.objectContaining({ name: "Count", kind: "METHOD_KIND_SERVER_STREAMING" }),
        ],
      },
    ]);
    expect(started[0]).toMatchObject({
      id: first.json.id,
      settings: { workers: 10 },
      program: { entry: "server" },
    });
    const again = await create([...greeter].reverse(), { workers: 10, network: { delayMs: 0 } });
    expect(again.json.id).toBe(first.json.id);
    const other = await create(greeter, { workers: 11 });
    expect(other.json.id).not.toBe(first.json.id);
  });

  test("the same content is compiled once, also when two ask at the same time", async () => {
    const answers = await Promise.all([create(greeter), create(greeter)]);
    await create(greeter);
    expect(new Set(answers.map((answer) => answer.json.id)).size).toBe(1);
    expect(compilations).toBe(1);
    expect(started).toHaveLength(3);
  });

  test("a proto that does not compile is data, in editor columns", async () => {
    const broken = greetProto.replace("string name", "/* 中文注释 */ Nope name");
    const answer = await create([file("greet.proto", broken), file("server.ts", serverTs)]);
    expect(answer.status).toBe(200);
    expect(answer.json.id).toBeUndefined();
    expect(answer.json.diagnostics).toEqual([
      expect.objectContaining({
        path: "greet.proto",
        startLine: 7,
        startColumn: 38,
        endColumn: 42,
        severity: "SEVERITY_ERROR",
        source: "buf",
      }),
    ]);
    expect(started).toEqual([]);
  });

  test("TypeScript that does not parse is data", async () => {
    const answer = await create([file("greet.proto", greetProto), file("server.ts", "export default (\n")]);
    expect(answer.json.diagnostics).toEqual([
      expect.objectContaining({ path: "server.ts", severity: "SEVERITY_ERROR" }),
    ]);
  });

  test("a missing server.ts is data, beside what else is wrong", async () => {
    const alone = await create([file("greet.proto", greetProto)]);
    expect(alone.json.diagnostics).toEqual([
      expect.objectContaining({ path: "server.ts", startLine: 1, startColumn: 1 }),
    ]);
    const both = await create([file("greet.proto", "nonsense")]);
    const where = (both.json.diagnostics as { path: string }[]).map(({ path }) => path);
    expect(new Set(where)).toEqual(new Set(["greet.proto", "server.ts"]));
    expect((await create([])).json.diagnostics).toHaveLength(1);
  });

  test("what server.ts throws while it loads is data at the visitor's line, and such a deployment is not kept", async () => {
    const frames = [
      { path: "lib/setup.ts", line: 7, column: 9, functionName: "setUp" },
      { path: "server.ts", line: 3, column: 1, functionName: "" },
    ];
    opens = async () => ({
      ok: false,
      problem: { kind: "threw", error: { name: "RangeError", message: "no", frames } },
    });
    const answer = await create(greeter);
    expect(answer.json.id).toBeUndefined();
    expect(answer.json.diagnostics).toEqual([
      {
        path: "lib/setup.ts",
        startLine: 7,
        startColumn: 9,
        endLine: 7,
        endColumn: 10,
        severity: "SEVERITY_ERROR",
        message: "RangeError: no",
        source: "handler",
        stack: ["at setUp (lib/setup.ts:7:9)", "at server.ts:3:1"],
      },
    ]);
    expect(await loadDeployment(started[0]?.id ?? "")).toBeNull();
  });

  test("a limit that was hit while loading is named with its value", async () => {
    const stop = { reason: "timeLimit", limit: "turnMs", limitValue: 2000 } as const;
    opens = async () => ({ ok: false, problem: { kind: "stopped", stop } });
    const [diagnostic] = (await create(greeter)).json.diagnostics as { message: string }[];
    expect(diagnostic?.message).toContain("turnMs: 2000");
  });

  test("no free runner is RESOURCE_EXHAUSTED that says when to come back", async () => {
    const full = { kind: "full", limit: "maxRunners", value: 40, retryAfterMs: 5_000 } as const;
    opens = async () => ({ ok: false, problem: full });
    const answer = await create(greeter);
    expect([answer.status, answer.json.code, answer.reason]).toEqual([
      429,
      "resource_exhausted",
      "RUNNERS_BUSY",
    ]);
    expect(retryDelayOf(answer)).toBe("5s");
  });

  test("too many deployments a minute are RESOURCE_EXHAUSTED with the seconds to wait", async () => {
    await restart({ limits: { ...defaultLimits, deploymentsPerMinute: 2 } });
    expect([(await create(greeter)).status, (await create(greeter)).status]).toEqual([200, 200]);
    const answer = await create(greeter);
    expect([answer.status, answer.reason]).toEqual([429, "QUOTA_EXCEEDED"]);
    expect(answer.details).toEqual({ limit: "deploymentsPerMinute", value: "2" });
    expect(retryDelayOf(answer)).toMatch(/^(30|29(\.\d+)?)s$/);
    // A header anybody can write does not make a new visitor.
    const disguised = { headers: { "content-type": "application/json", "x-forwarded-for": "9.9.9.9" } };
    expect((await create(greeter, undefined, disguised)).status).toBe(429);
  });

  test("behind a trusted proxy visitors are told apart by what it says", async () => {
    await restart({ limits: { ...defaultLimits, deploymentsPerMinute: 1 }, trustProxy: 1 });
    const from = (address: string) => ({
      headers: { "content-type": "application/json", "x-forwarded-for": address },
    });
    expect((await create(greeter, undefined, from("1.1.1.1"))).status).toBe(200);
    expect((await create(greeter, undefined, from("1.1.1.1"))).status).toBe(429);
    expect((await create(greeter, undefined, from("2.2.2.2"))).status).toBe(200);
  });
});

describe("bad input has a code and a reason", () => {
  const paths: [string, string][] = [
    ["", "empty"],
    ["../x.ts", "segment"],
    ["a/../../x.ts", "segment"],
    ["./x.ts", "segment"],
    ["a//x.ts", "segment"],
    ["/etc/passwd.ts", "absolute"],
    ["C:\\x.ts", "absolute"],
    ["a\\b.ts", "characters"],
    ["a\u0000.ts", "characters"],
    ["a b.ts", "characters"],
    [".hidden.ts", "characters"],
    ["-rf.ts", "characters"],
    ["e\u0301.ts", "characters"],
    ["%2e%2e/x.ts", "characters"],
    ["__proto__.ts", "reserved"],
    ["a/constructor/x.ts", "reserved"],
    ["gen/greet_pb.ts", "reserved"],
    ["google/protobuf/any.proto", "reserved"],
    ["package.json", "extension"],
    ["buf.yaml", "extension"],
    [`${"x".repeat(200)}.ts`, "tooLong"],
  ];
  test.each(paths)("path %j (%s)", async (path, rule) => {
    const answer = await create([...greeter, file(path)]);
    expect([answer.status, answer.json.code, answer.reason]).toEqual([
      400,
      "invalid_argument",
      "FILE_PATH_INVALID",
    ]);
    expect(answer.details).toMatchObject({ rule });
  });

  test("Chinese file names are as good as any", async () => {
    const answer = await create([
      file("问候.proto", greetProto),
      file("server.ts", serverTs.replace("greet_pb", "问候_pb")),
    ]);
    expect(answer.json.diagnostics).toBeUndefined();
    expect(answer.json.id).toMatch(/^[a-z2-7]{26}$/);
  });

  test.each<[string, () => unknown[], FailureReason, object]>([
    [
      "10,000 files",
      () => Array.from({ length: 10_000 }, (_, i) => file(`f${i}.ts`)),
      "FILES_TOO_MANY",
      { limit: "maxFiles", value: "50", actual: "10000" },
    ],
    [
      "the same path twice",
      () => [...greeter, file("server.ts")],
      "FILE_PATH_DUPLICATE",
      { path: "server.ts" },
    ],
    [
      "two paths that differ in case only",
      () => [...greeter, file("Greet.proto")],
      "FILE_PATH_DUPLICATE",
      { path: "Greet.proto" },
    ],
    [
      "one file too large",
      () => [file("server.ts", "你".repeat(90_000))],
      "FILE_TOO_LARGE",
      { path: "server.ts", limit: "maxFileBytes", actual: "270000" },
    ],
    [
      "all files together too large",
      () => [1, 2, 3, 4, 5].map((i) => file(`f${i}.ts`, "x".repeat(250_000))),
      "SOURCES_TOO_LARGE",
      { limit: "maxSourceBytes", actual: "1250000" },
    ],
  ])("%s", async (_name, files, reason, metadata) => {
    const answer = await create(files());
    expect([answer.status, answer.json.code, answer.reason]).toEqual([400, "invalid_argument", reason]);
    expect(answer.details).toMatchObject(metadata);
  });

  test.each<[object, string]>([
    [{ workers: 0 }, "workers"],
    [{ workers: 65 }, "workers"],
    [{ queueLimit: 1_001 }, "queueLimit"],
    [{ network: { delayMs: -1 } }, "network.delayMs"],
    [{ network: { delayMs: 10_001 } }, "network.delayMs"],
    [{ network: { delayMs: "NaN" } }, "network.delayMs"],
    [{ network: { jitterMs: "Infinity" } }, "network.jitterMs"],
    [{ network: { bandwidthKbps: -0.5 } }, "network.bandwidthKbps"],
  ])("settings %j", async (settings, setting) => {
    const answer = await create(greeter, settings);
    expect([answer.status, answer.reason]).toEqual([400, "SETTING_OUT_OF_RANGE"]);
    expect(answer.details).toMatchObject({ setting });
  });

  const method = "DeploymentService/CreateDeployment";
  test.each<[string, unknown, RequestInit, number, FailureReason]>([
    ["no JSON", "{", {}, 400, "MESSAGE_MALFORMED"],
    ["an empty body", "", {}, 400, "MESSAGE_MALFORMED"],
    ["a wrong type", { files: 7 }, {}, 400, "MESSAGE_MALFORMED"],
    ["a negative number of workers", { settings: { workers: -1 } }, {}, 400, "MESSAGE_MALFORMED"],
    [
      "bytes that are no UTF-8",
      Buffer.from('{"files":[{"path":"\xff.ts"}]}', "latin1"),
      {},
      400,
      "MESSAGE_MALFORMED",
    ],
    [
      "half a surrogate pair",
      '{"files":[{"path":"server.ts","content":"\\ud83d"}]}',
      {},
      400,
      "MESSAGE_MALFORMED",
    ],
    ["half a surrogate pair in a path", '{"files":[{"path":"\\ud83d.ts"}]}', {}, 400, "MESSAGE_MALFORMED"],
    [
      "bytes that are no UTF-8, in binary",
      Buffer.from([0x0a, 0x05, 0x0a, 0x03, 0xff, 0x74, 0x73]),
      { headers: { "content-type": "application/proto" } },
      400,
      "MESSAGE_MALFORMED",
    ],
    ["a body that is too large", "x".repeat(3_000_000), {}, 429, "MESSAGE_TOO_LARGE"],
    [
      "a content type that nobody speaks",
      "{}",
      { headers: { "content-type": "text/plain" } },
      415,
      "CONTENT_TYPE_UNSUPPORTED",
    ],
    ["no content type", Buffer.from("{}"), { headers: {} }, 415, "CONTENT_TYPE_UNSUPPORTED"],
    [
      "a compression that nobody speaks",
      "{}",
      { headers: { "content-type": "application/json", "content-encoding": "snappy" } },
      501,
      "CONTENT_TYPE_UNSUPPORTED",
    ],
    [
      "binary that is none",
      "\u0007nonsense",
      { headers: { "content-type": "application/proto" } },
      400,
      "MESSAGE_MALFORMED",
    ],
    [
      "gRPC over HTTP/1.1",
      "",
      { headers: { "content-type": "application/grpc" } },
      505,
      "HTTP_VERSION_UNSUPPORTED",
    ],
    ["PUT", "{}", { method: "PUT" }, 405, "HTTP_METHOD_UNSUPPORTED"],
    [
      "a timeout that is no number",
      "{}",
      { headers: { "content-type": "application/json", "connect-timeout-ms": "soon" } },
      400,
      "MESSAGE_MALFORMED",
    ],
  ])("%s", async (_name, body, init, status, reason) => {
    const answer = await call(method, body, init);
    expect([answer.status, answer.reason]).toEqual([status, reason]);
    expect(failureReasons).toContain(answer.reason);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test("GET, and methods and services that do not exist", async () => {
    const get = await fetch(`${server.url}/playground.v1.DeploymentService/CreateDeployment`);
    expect([get.status, ((await get.json()) as RefusalJson).details[0]?.debug.reason]).toEqual([
      405,
      "HTTP_METHOD_UNSUPPORTED",
    ]);
    for (const name of [
      "DeploymentService/DropTables",
      "NoService/Get",
      "DeploymentService/CreateDeployment/",
    ]) {
      const answer = await call(name, {});
      expect([answer.status, answer.json.code, answer.reason]).toEqual([
        404,
        "unimplemented",
        "METHOD_UNKNOWN",
      ]);
    }
  });

  test("a body that is too large is refused in words while it is still coming", async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const init = { body, duplex: "half", headers: { "content-type": "application/json" } } as RequestInit;
    const answer = await call(method, "", init);
    expect([answer.status, answer.reason]).toEqual([429, "MESSAGE_TOO_LARGE"]);
  });

  test("an unknown id", async () => {
    for (const id of [
      "",
      "abc",
      "a".repeat(26),
      "../../etc/passwd",
      "' or 1=1",
      "\u0000",
      "a".repeat(100_000),
    ]) {
      const answer = await call("DeploymentService/GetDeployment", { id });
      expect([answer.status, answer.json.code, answer.reason]).toEqual([
        404,
        "not_found",
        "DEPLOYMENT_NOT_FOUND",
      ]);
    }
  });

  test("a bug of ours is internal with an incident that the log explains", async () => {
    opens = async () => {
      throw new TypeError("a secret of ours");
    };
    const answer = await create(greeter);
    expect([answer.status, answer.json.code, answer.reason]).toEqual([500, "internal", "INTERNAL_FAULT"]);
    expect(JSON.stringify(answer.json)).not.toContain("secret");
    const entry = JSON.parse(logLines.at(-1) ?? "{}");
    expect(entry).toMatchObject({ level: "error", incident: answer.details.incident });
    expect(entry.error.stack).toContain("a secret of ours");
  });
});

describe("GetDeployment and reviving", () => {
  test("gives back what was deployed", async () => {
    const { id } = (await create(greeter, { workers: 10, network: { delayMs: 20.5 } })).json;
    const { json } = await call("DeploymentService/GetDeployment", { id });
    expect(json.deployment).toMatchObject({
      id,
      files: greeter,
      settings: { workers: 10, network: { delayMs: 20.5 } },
      services: [{ name: "greet.v1.Greeter" }],
    });
  });

  test("another server on the same store revives it without compiling", async () => {
    const file = join(folder, "revived.sqlite");
    await restart({ store: await openSqliteStore(file) });
    const { id } = (await create(greeter)).json;
    const before = started[0];
    await restart({ store: await openSqliteStore(file) });
    const revived = await loadDeployment(String(id));
    expect({ ...revived, descriptorSet: Buffer.from(revived?.descriptorSet ?? []) }).toEqual(before);
    expect(compilations).toBe(0);
  });

  test("an artefact of another version is made anew from the content, once", async () => {
    const file = join(folder, "older.sqlite");
    await restart({ store: await openSqliteStore(file) });
    const { id } = (await create(greeter)).json;
    const database = new DatabaseSync(file, { timeout: 5_000 });
    database.exec("update deployment set artefact_format = 'older'");
    database.close();
    await restart({ store: await openSqliteStore(file) });
    expect((await loadDeployment(String(id)))?.services[0]?.name).toBe("greet.v1.Greeter");
    expect(compilations).toBe(1);
    await restart({ store: await openSqliteStore(file) });
    await loadDeployment(String(id));
    expect(compilations).toBe(0);
  });
});

describe("WatchDeployment", () => {
  const client = () =>
    createClient(
      DeploymentService,
      createConnectTransport({ baseUrl: `${server.url}/rpc`, httpVersion: "1.1" }),
    );

  test("delivers batches as they come and ends with the caller", async () => {
    const { id } = (await create(greeter)).json;
    let left = false;
    watched = async function* (signal) {
      yield { events: [], dropped: 3 };
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      left = true;
    };
    const abort = new AbortController();
    const batches = client().watchDeployment({ id: String(id) }, { signal: abort.signal });
    const [first] = [await batches[Symbol.asyncIterator]().next()];
    expect(first.value).toMatchObject({ events: [], dropped: 3n });
    abort.abort();
    await expect.poll(() => left).toBe(true);
  });

  test("has so many places for a visitor, and a place is free again once its watch is over", async () => {
    await restart({ limits: { ...defaultLimits, maxWatches: 1 } });
    const { id } = (await create(greeter)).json;
    watched = async function* (signal) {
      yield { events: [], dropped: 0 };
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const watch = (signal?: AbortSignal) =>
      client()
        .watchDeployment({ id: String(id) }, signal ? { signal } : {})
        [Symbol.asyncIterator]()
        .next();
    const abort = new AbortController();
    const first = await watch(abort.signal);
    expect(first.value?.nowUs).toBeGreaterThan(0);
    await expect(watch()).rejects.toThrow(/resource_exhausted.*At most 1 watches/);
    abort.abort();
    const isFree = () =>
      watch().then(
        () => true,
        () => false,
      );
    await expect.poll(isFree).toBe(true);
  });

  test("an unknown id is NOT_FOUND", async () => {
    const batches = client().watchDeployment({ id: "nobody" });
    await expect(batches[Symbol.asyncIterator]().next()).rejects.toThrow(/not_found/);
  });

  test("a stop of the server ends it with UNAVAILABLE", async () => {
    const { id } = (await create(greeter)).json;
    watched = async function* (signal) {
      yield { events: [], dropped: 0 };
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const batches = client()
      .watchDeployment({ id: String(id) })
      [Symbol.asyncIterator]();
    await batches.next();
    const next = batches.next();
    const rejected = expect(next).rejects.toThrow(/unavailable/);
    await server.stop();
    await rejected;
    await start();
  });
});

describe("a watch of this site's health", () => {
  const watchHealth = (signal?: AbortSignal) => {
    const transport = createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" });
    return createClient(Health, transport)
      .watch({}, signal ? { signal } : {})
      [Symbol.asyncIterator]();
  };
  const serving = HealthCheckResponse_ServingStatus.SERVING;

  test("ends at the deadline of streams, with limit and value", async () => {
    await restart({ limits: { ...defaultLimits, streamDeadlineMs: 300 } });
    const statuses = watchHealth();
    expect((await statuses.next()).value?.status).toBe(serving);
    const late = await statuses.next().then(() => null, ConnectError.from);
    expect(late?.code).toBe(Code.DeadlineExceeded);
    expect(late?.findDetails(ErrorInfoSchema)).toMatchObject([
      { reason: "DEADLINE_LIMIT", metadata: { limit: "streamDeadlineMs", value: "300" } },
    ]);
  });

  test("takes one of the visitor's places, which is free again once it is over", async () => {
    await restart({ limits: { ...defaultLimits, maxWatches: 1 } });
    const abort = new AbortController();
    expect((await watchHealth(abort.signal).next()).value?.status).toBe(serving);
    await expect(watchHealth().next()).rejects.toThrow(/resource_exhausted.*limit maxWatches/);
    abort.abort();
    const isFree = () =>
      watchHealth()
        .next()
        .then(
          () => true,
          () => false,
        );
    await expect.poll(isFree).toBe(true);
  });
});

describe("the editor's questions", () => {
  test("CheckSchema gives types and services, or diagnostics", async () => {
    const good = await call("EditorService/CheckSchema", { files: greeter });
    expect(good.json.generated).toEqual([
      { path: "gen/greet_pb.ts", content: expect.stringContaining("Greeter") },
    ]);
    expect(good.json.diagnostics).toBeUndefined();
    const bad = await call("EditorService/CheckSchema", { files: [file("greet.proto", "nonsense")] });
    expect(bad.json.generated).toBeUndefined();
    expect(bad.json.diagnostics).toContainEqual(
      expect.objectContaining({ path: "greet.proto", source: "buf" }),
    );
    const refused = await call("EditorService/CheckSchema", { files: [file("../greet.proto")] });
    expect(refused.reason).toBe("FILE_PATH_INVALID");
  });

  test("BuildClient lists experiments and gives modules", async () => {
    const clientTs = "/** Says hello. */\nexport async function hello() {}\n";
    const built = await call("EditorService/BuildClient", {
      files: [...greeter, file("client.ts", clientTs)],
    });
    expect(built.json.experiments).toEqual([
      expect.objectContaining({ name: "hello", title: "Says hello.", line: 2 }),
    ]);
    expect((built.json.modules as { path: string }[]).map(({ path }) => path)).toContain("client");
  });

  test("FormatProto formats, and leaves alone what it cannot read", async () => {
    const formatted = await call("EditorService/FormatProto", {
      file: file("a.proto", 'syntax="proto3";message   A{}'),
    });
    expect(formatted.json.content).toContain("message A {}");
    const broken = await call("EditorService/FormatProto", { file: file("a.proto", "message {") });
    expect(broken.json).toMatchObject({
      content: "message {",
      diagnostics: expect.arrayContaining([expect.anything()]),
    });
    expect((await call("EditorService/FormatProto", {})).reason).toBe("MESSAGE_MALFORMED");
  });
});

describe("the API in every protocol", () => {
  test.each([
    ["Connect over HTTP/1.1", () => createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" })],
    [
      "Connect below /rpc/",
      () =>
        createConnectTransport({ baseUrl: `${server.url}/rpc`, httpVersion: "1.1", useBinaryFormat: false }),
    ],
    ["Connect over HTTP/2", () => createConnectTransport({ baseUrl: server.url, httpVersion: "2" })],
    ["gRPC-Web over HTTP/1.1", () => createGrpcWebTransport({ baseUrl: server.url, httpVersion: "1.1" })],
    ["gRPC over HTTP/2", () => createGrpcTransport({ baseUrl: server.url })],
  ])("%s reads the clock", async (_name, transport) => {
    const clock = createClient(ClockService, transport());
    const first = await clock.readClock({});
    const second = await clock.readClock({});
    expect(first.sentUs).toBeGreaterThanOrEqual(first.receivedUs);
    expect(second.receivedUs).toBeGreaterThan(first.sentUs);
  });
});

describe("starting and being ready", () => {
  test("/readyz names walls and runners, and nothing is missing", async () => {
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        ready: true,
        missing: [],
        store: "ok",
        walls: { isolate: true, bubblewrap: false },
        runners: { live: 0, warm: 2 },
      },
    ]);
  });

  test("while code cannot run it lives, is not ready, and says what is missing and why", async () => {
    await server.stop();
    const broken: Sandbox = {
      ...sandbox,
      open: async () => {
        throw new Error("no isolate on this machine");
      },
    };
    const starting = start({ sandbox: broken });
    starting.catch(() => {});
    await expect.poll(() => logLines.some((line) => line.includes("no isolate on this machine"))).toBe(true);
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, ((await response.json()) as { missing: string[] }).missing]).toEqual([
      503,
      ["sandbox"],
    ]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test.each([
    [0, /^HTTP\/1\.1 503 [\s\S]*maxConnectionsPerVisitor/],
    [1, /^HTTP\/1\.1 200 /],
  ])(
    "one address's connections are bounded, unless it is a proxy's (TRUST_PROXY=%i)",
    async (trustProxy, second) => {
      await restart({ limits: { ...defaultLimits, maxConnectionsPerVisitor: 1 }, trustProxy });
      const ask = async () => {
        const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        const [head] = await once(socket, "data");
        return { socket, head: String(head) };
      };
      const answers = [await ask(), await ask()];
      for (const { socket } of answers) socket.destroy();
      expect(answers.map(({ head }) => head)).toEqual([
        expect.stringMatching(/^HTTP\/1\.1 200 /),
        expect.stringMatching(second),
      ]);
    },
  );

  test("ready rejects when there are no pages to serve", async () => {
    await server.stop();
    const openPages = async () => {
      throw new Error("no build");
    };
    await expect(start({ openPages })).rejects.toThrow("no build");
  });

  test("a port in use is Node's own error", async () => {
    const taken: Server = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port));
    });
    await server.stop();
    await expect(start({ where: { host: "127.0.0.1", port } })).rejects.toMatchObject({ code: "EADDRINUSE" });
    taken.close();
    await start();
  });
});

function retryDelayOf(answer: Answer): unknown {
  const details = answer.json.details as { type: string; debug: { retryDelay: string } }[];
  return details.find(({ type }) => type === "google.rpc.RetryInfo")?.debug.retryDelay;
}
