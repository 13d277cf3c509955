import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import type { Sandbox } from "#server/sandbox/sandbox.ts";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoProgram } from "./test-program.ts";
import { echoService } from "./test-service.ts";

const limits = { ...defaultLimits, turnMs: 500, cpuBurstMs: 60_000, warmRunners: 1 };
const handlers = `
  async say(request: Text) {
    if (request.value === "deafen") (Object.prototype as any).then = () => {};
    if (request.value === "hang") await new Promise(() => {});
    return { value: "heard " + request.value };
  },
`;

let sandbox: Sandbox;
let site: TestGateway;
beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath, walls: "process" });
}, 60_000);
afterEach(() => site.close());
afterAll(() => sandbox.close());

async function open() {
  site = await openTestGateway({
    routes: () => {},
    real: { sandbox, program: await echoProgram(handlers) },
    limits,
  });
  return createClient(
    echoService,
    createConnectTransport({ baseUrl: `${site.http1}/d/echo`, httpVersion: "1.1" }),
  );
}

const codeOf = (error: unknown) => ConnectError.from(error).code;

test("a program that broke what its calls are made of is replaced once a call was given up", async () => {
  const client = await open();
  const patience = { timeoutMs: 3 * limits.turnMs };
  await client.say({ value: "deafen" }, patience).catch(() => {});
  const given = await client.say({ value: "lost" }, patience).catch(codeOf);
  expect(given).toBe(Code.DeadlineExceeded);
  await expect
    .poll(() => client.say({ value: "again" }, { timeoutMs: 5_000 }).catch(codeOf), { timeout: 20_000 })
    .toMatchObject({ value: "heard again" });
});

test("handlers that began and do not end are no reason to replace their runner", async () => {
  const client = await open();
  const hanging = client.say({ value: "hang" }, { timeoutMs: 6 * limits.turnMs }).catch(codeOf);
  for (let calls = 0; calls < 3; calls++) {
    const given = client.say({ value: "hang" }, { timeoutMs: 3 * limits.turnMs });
    expect(await given.catch(codeOf)).toBe(Code.DeadlineExceeded);
  }
  expect(await client.say({ value: "me" })).toMatchObject({ value: "heard me" });
  expect(await hanging).toBe(Code.DeadlineExceeded);
});
