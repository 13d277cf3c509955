import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { allOver, openTestGateway, type TestGateway, type TestGatewayOptions } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";
import { echoService } from "./test-service.ts";

const handlers = `
  async say(request: Text) {
    if (request.value === "loop") for (;;);
    if (request.value === "log") console.log("logged");
    if (request.value === "sleep") await setTimeout(50);
    if (request.value === "fail") throw new ConnectError("不行 a=b", Code.Aborted);
    return { value: "你好, " + request.value };
  },
  async *count(request: Text) {
    const [times, bytes] = request.value.split("x").map(Number);
    for (let at = 1; at <= times; at++) yield { value: bytes ? "x".repeat(bytes) : String(at) };
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

let sandbox: Sandbox;
let site: TestGateway;
beforeAll(async () => {
  await buildHandlerRuntime();
  const limits = { ...defaultLimits, turnMs: 1_000, cpuBurstMs: 60_000, warmRunners: 1 };
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls: "process" });
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

async function open(settings: TestGatewayOptions["settings"] = {}) {
  const real = { sandbox, program: await echoProgram(handlers) };
  site = await openTestGateway({ routes: () => {}, real, settings });
}

const connect = () => createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" });

test("JSON that is no UTF-8 is INVALID_ARGUMENT and reaches no handler", async () => {
  await open();
  const answer = await fetch(`${site.http1}/d/echo/test.v1.EchoService/Say`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: Buffer.from([0x22, 0xff, 0xfe, 0x22]),
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: "invalid_argument" }]);
});

describe.each<[name: string, transport: () => Transport]>([
  ["Connect", connect],
  [
    "gRPC-Web",
    () =>
      createGrpcWebTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1", useBinaryFormat: false }),
  ],
  ["gRPC", () => createGrpcTransport({ baseUrl: `${site.http2}/d/echo` })],
])("through real runners over %s", (name, transport) => {
  test("unary calls, errors and streams arrive as the handlers made them", async () => {
    await open();
    const client = createClient(echoService, transport());
    expect((await client.say({ value: "Ada" })).value).toBe("你好, Ada");
    const error = await client.say({ value: "fail" }).then(() => null, ConnectError.from);
    expect([error?.code, error?.rawMessage]).toEqual([Code.Aborted, "不行 a=b"]);
    const values: string[] = [];
    for await (const reply of client.count({ value: "300" })) values.push(reply.value);
    expect(values).toEqual(Array.from({ length: 300 }, (_, at) => String(at + 1)));
    async function* send() {
      for (const each of ["a", "b"]) yield { value: each };
    }
    expect((await client.collect(send())).value).toBe("a b");
    if (name === "gRPC") {
      const replies: string[] = [];
      for await (const reply of client.chat(send())) replies.push(reply.value);
      expect(replies).toEqual(["a!", "b!"]);
    }
    const attempts = await site.attempts((all) => all.length >= 4 && allOver(all));
    for (const { arrivedUs = 0, startedUs = 0, endedUs = 0, repliedUs = 0 } of attempts) {
      expect(arrivedUs).toBeLessThanOrEqual(startedUs);
      expect(startedUs).toBeLessThanOrEqual(endedUs);
      expect(endedUs).toBeLessThanOrEqual(repliedUs);
    }
    expect(attempts.map(({ code }) => code).slice(0, 4)).toEqual([0, Code.Aborted, 0, 0]);
  });
});

test("25 sleeping calls on 10 workers never share a worker", async () => {
  await open({ workers: 10 });
  const client = createClient(echoService, connect());
  await Promise.all(Array.from({ length: 25 }, () => client.say({ value: "sleep" })));
  const attempts = await site.attempts((all) => all.length === 25 && allOver(all));
  for (let worker = 0; worker < 10; worker += 1) {
    const own = attempts
      .filter((each) => each.worker === worker)
      .sort((a, b) => (a.startedUs ?? 0) - (b.startedUs ?? 0));
    expect(own.length).toBeGreaterThanOrEqual(2);
    own.slice(1).forEach((each, at) => {
      expect(each.startedUs).toBeGreaterThanOrEqual(own[at]?.endedUs ?? Number.POSITIVE_INFINITY);
    });
  }
});

test("a handler that loops for ever is stopped at the limit its callers are told, and the next call is served", async () => {
  await open();
  const client = createClient(echoService, connect());
  const error = await client.say({ value: "loop" }).then(() => null, ConnectError.from);
  expect(error?.code).toBe(Code.ResourceExhausted);
  expect(error?.rawMessage).toBe("The handler kept its thread for more than 1000 ms (limit turnMs).");
  expect((await client.say({ value: "Ada" })).value).toBe("你好, Ada");
});

test("a reader that pauses stops the handler's stream, and gets all of it afterwards", async () => {
  await open();
  // A Unix socket holds some 200 kB; one of TCP grows to whatever the machine allows, which may be all of it.
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  const server = createServer((request, response) => site.gateway.handleHttp1(request, response));
  await new Promise<void>((resolve) => server.listen(join(folder, "socket"), resolve));
  const transport = createConnectTransport({
    baseUrl: "http://localhost/d/echo",
    httpVersion: "1.1",
    // Compressed, these messages would be a hundred bytes each.
    acceptCompression: [],
    nodeOptions: { socketPath: join(folder, "socket") },
  });
  let received = 0;
  let bytes = 0;
  for await (const reply of createClient(echoService, transport).count({ value: "400x50000" })) {
    received += 1;
    bytes += reply.value.length;
    if (received === 3) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const events = await site.events((all) => all.length > 0);
      const sent = events.filter(({ event }) => event.case === "message" && event.value.outgoing).length;
      // Both windows, both sockets and the buffers of both streams hold 1 MB together.
      expect(sent).toBeLessThan(40);
    }
  }
  expect([received, bytes]).toEqual([400, 20_000_000]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test("a line of the console is recorded with the attempt that wrote it", async () => {
  await open();
  await createClient(echoService, connect()).say({ value: "log" });
  const events = await site.events((all) => all.some(({ event }) => event.case === "log"));
  const lines = events.flatMap(({ event }) => (event.case === "log" ? [event.value] : []));
  expect(lines[0]).toMatchObject({ text: "logged", path: "server.ts" });
});
