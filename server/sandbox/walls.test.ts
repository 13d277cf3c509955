import { readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { buildHandlerRuntime } from "#scripts/assets/handler-runtime.ts";
import type { Sandbox } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox } from "./test-sandbox.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  await buildHandlerRuntime();
  sandbox = await testSandbox();
}, 60_000);
afterAll(() => sandbox.close());

/** The kernel's own words; a number of bytes or kB. */
function readNumber(path: string, pattern: RegExp): number {
  return Number(pattern.exec(readFileSync(path, "utf8"))?.[1]);
}

test("the data limit leaves a runner the memory it may use, beyond what it has reserved when it waits", async (context) => {
  if (!sandbox.status().walls.limits) context.skip();
  const { pid } = await openProgram(sandbox, await programOf(greeter("sayHello: () => ({})")));
  const limitBytes = readNumber(`/proc/${pid}/limits`, /^Max data size +(\d+)/m);
  const reservedBytes = readNumber(`/proc/${pid}/status`, /^VmData:\s+(\d+) kB/m) * 1024;
  expect(limitBytes - reservedBytes).toBeGreaterThan(defaultLimits.processMemoryMb * 1024 * 1024);
});

test("every thread of a runner comes after the server's before foreign code is loaded", async () => {
  const { pid } = await openProgram(sandbox, await programOf(greeter("sayHello: () => ({})")));
  const threads = readdirSync(`/proc/${pid}/task`);
  const nice = threads.map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
  });
  expect(threads.length).toBeGreaterThan(4);
  expect(Math.min(...nice)).toBeGreaterThanOrEqual(constants.priority.PRIORITY_BELOW_NORMAL);
});
