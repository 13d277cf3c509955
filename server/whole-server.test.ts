import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { type OpenBackend, openBackend } from "#scripts/open-backend.ts";
import { compileProtos } from "./schema/compile-protos.ts";

const files = [
  {
    path: "greet.proto",
    content: `syntax = "proto3";
package playground.v1;
// Named like a service of ours on purpose: a deployment's calls must never end up at the API, nor the other way.
service ClockService {
  rpc SayHello(SayHelloRequest) returns (SayHelloResponse);
  rpc Count(SayHelloRequest) returns (stream SayHelloResponse);
}
message SayHelloRequest { string name = 1; }
message SayHelloResponse { string greeting = 1; }
`,
  },
  {
    path: "server.ts",
    content: `import type { ConnectRouter } from "@connectrpc/connect";
import { ClockService } from "./gen/greet_pb";
export default (router: ConnectRouter) =>
  router.service(ClockService, {
    sayHello(request) {
      console.log("greeting", request.name);
      return { greeting: \`你好, \${request.name}\` };
    },
    async *count(request) {
      for (let at = 1; at <= 3; at++) yield { greeting: \`\${request.name} \${at}\` };
    },
  });
`,
  },
];

const folder = mkdtempSync(join(tmpdir(), "playground-whole-"));
let server: OpenBackend;

/** Everything real but the pages. */
const start = () => openBackend({}, null, folder);

beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function post(path: string, body: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, json: JSON.parse(await response.text()) };
}

async function deploy(sources = files, settings = {}): Promise<Record<string, unknown>> {
  return (await post("/playground.v1.DeploymentService/CreateDeployment", { files: sources, settings })).json;
}

/** The visitor's own service, called by its descriptors' JSON: no code of theirs is generated for this test. */
async function callByFetch(id: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(`${server.url}/d/${id}/playground.v1.ClockService/SayHello`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Wei" }),
    ...init,
  });
}

test("the server says that it can run code", async () => {
  const response = await fetch(`${server.url}/readyz`);
  expect(await response.json()).toMatchObject({ ready: true, missing: [], walls: { isolate: true } });
});

test("a deployment answers plain JSON, and its events are watched as they happen", async () => {
  const { id } = await deploy();
  const client = createClient(
    DeploymentService,
    createConnectTransport({ baseUrl: server.url, httpVersion: "1.1" }),
  );
  const abort = new AbortController();
  const batches = client
    .watchDeployment({ id: String(id) }, { signal: abort.signal })
    [Symbol.asyncIterator]();
  await batches.next();
  const answer = await callByFetch(id);
  expect([answer.status, await answer.json()]).toEqual([200, { greeting: "你好, Wei" }]);
  const kinds = new Set<string | undefined>();
  while (!(kinds.has("attempt") && kinds.has("log"))) {
    const { value, done } = await batches.next();
    if (done) throw new Error("the watch ended");
    for (const { event } of value.events) kinds.add(event.case);
  }
  abort.abort();
});

/** What the descriptors below describe; a client made from them has no static type. */
type GreetClient = {
  sayHello(request: { name: string }): Promise<{ greeting: string }>;
  count(request: { name: string }): AsyncIterable<{ greeting: string }>;
};

test("the same deployment answers Connect, gRPC-Web and gRPC, and is told apart from our own service of that name", async () => {
  const { id } = await deploy();
  const compiled = await compileProtos(
    files.map((file) => ({ $typeName: "playground.v1.SourceFile", ...file })),
    {
      signal: new AbortController().signal,
    },
  );
  if (!compiled.ok) throw new Error("does not compile");
  const service = compiled.value.registry.getService("playground.v1.ClockService");
  if (service === undefined) throw new Error("no service");
  const prefixed = { baseUrl: `${server.url}/d/${id}` };
  const transports: Transport[] = [
    createConnectTransport({ ...prefixed, httpVersion: "1.1" }),
    createConnectTransport({ ...prefixed, httpVersion: "2" }),
    createGrpcWebTransport({ ...prefixed, httpVersion: "1.1" }),
    createGrpcTransport({
      baseUrl: server.url,
      interceptors: [
        (next) => (request) => {
          request.header.set("x-deployment", String(id));
          return next(request);
        },
      ],
    }),
  ];
  for (const transport of transports) {
    const client = createClient(service, transport) as unknown as GreetClient;
    expect(await client.sayHello({ name: "Wei" })).toMatchObject({ greeting: "你好, Wei" });
    const counted: unknown[] = [];
    for await (const { greeting } of client.count({ name: "n" })) counted.push(greeting);
    expect(counted).toEqual(["n 1", "n 2", "n 3"]);
  }
  const ours = await post("/playground.v1.ClockService/ReadClock", {});
  expect(ours.json.receivedUs).toBeGreaterThan(0);
});

test("code that throws while it loads is a diagnostic at the visitor's own line", async () => {
  const broken = [
    files[0],
    { path: "server.ts", content: "const a: number = 1;\n\nthrow new RangeError('no ' + a);\n" },
  ];
  const answer = await deploy(broken.filter((file) => file !== undefined));
  expect(answer.id).toBeUndefined();
  expect(answer.diagnostics).toEqual([
    expect.objectContaining({
      path: "server.ts",
      startLine: 3,
      source: "handler",
      message: "RangeError: no 1",
    }),
  ]);
});

test("a stopped server leaves deployments that the next one revives", async () => {
  const { id } = await deploy();
  await server.stop();
  server = await start();
  const answer = await callByFetch(id);
  expect([answer.status, await answer.json()]).toEqual([200, { greeting: "你好, Wei" }]);
});

test("a deployment that never was is NOT_FOUND, and a crooked id harms nobody", async () => {
  for (const id of ["abcdefghijklmnopqrstuvwxyz", "%2e%2e", "..%2f..", "x".repeat(5_000)]) {
    expect((await callByFetch(id)).status).toBe(404);
  }
  expect(await (await fetch(`${server.url}/healthz`)).text()).toBe("ok");
});
