import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { defaultLimits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { allOver, openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";
import { echoService } from "./test-service.ts";

const handlers = `
  async say(request: Text, { signal }: any) {
    while (request.value === "burn" && !signal.aborted) {
      const until = performance.now() + 50;
      while (performance.now() < until);
      await setTimeout(1);
    }
    return { value: request.value };
  },
`;

let sandbox: Sandbox;
let site: TestGateway;
beforeAll(async () => {
  await buildHandlerRuntime();
  const limits = { ...defaultLimits, turnMs: 5_000, callCpuMs: 200, warmRunners: 1 };
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls: "process" });
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

test.each<[string, () => Transport]>([
  ["Connect", () => createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" })],
  ["gRPC-Web", () => createGrpcWebTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" })],
  ["gRPC", () => createGrpcTransport({ baseUrl: `${site.http2}/d/echo` })],
])(
  "a call beyond its processor time is refused over %s, recorded as that, and its worker is free again",
  async (_name, transport) => {
    const real = { sandbox, program: await echoProgram(handlers, "") };
    site = await openTestGateway({ routes: () => {}, real, settings: { workers: 1 } });
    const client = createClient(echoService, transport());
    const error = await client.say({ value: "burn" }).then(() => null, ConnectError.from);
    expect(error?.code).toBe(Code.ResourceExhausted);
    const metadata = { limit: "callCpuMs", value: "200" };
    expect(error?.findDetails(ErrorInfoSchema)).toMatchObject([{ reason: "CALL_CPU_LIMIT", metadata }]);
    expect((await client.say({ value: "next" })).value).toBe("next");
    const [burned, next] = await site.attempts((attempts) => attempts.length === 2 && allOver(attempts));
    expect(burned).toMatchObject({ code: Code.ResourceExhausted, errorMessage: error?.rawMessage });
    expect([next?.code, next?.worker]).toEqual([0, 0]);
  },
);

test("who calls from outside cannot have a call looked at more closely", async () => {
  const real = { sandbox, program: await echoProgram(handlers, "") };
  site = await openTestGateway({ routes: () => {}, real });
  const transport = createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" });
  const headers = { "x-playground-measure": "heap" };
  await createClient(echoService, transport).say({ value: "seen" }, { headers });
  const [attempt] = await site.attempts((attempts) => attempts.length === 1 && allOver(attempts));
  expect(attempt).toMatchObject({ code: 0 });
  expect(attempt?.heapBytes).toBeUndefined();
});
