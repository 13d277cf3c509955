import { createClient } from "@connectrpc/connect";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Greeter } from "./fixtures/greet_pb.ts";
import type { Replica, Sandbox } from "./sandbox.ts";
import { greeter, programOf } from "./test-program.ts";
import { openProgram, testSandbox, watch } from "./test-sandbox.ts";
import { transportTo } from "./test-transport.ts";

let sandbox: Sandbox;
let replica: Replica;
const spent = new Map<number, number>();
const heap: { atUs: number; bytes: number }[] = [];
const observer = {
  ...watch(),
  spent: (exchange: number, us: number) => void spent.set(exchange, (spent.get(exchange) ?? 0) + us),
  heap: (atUs: number, bytes: number) => void heap.push({ atUs, bytes }),
};

/** Work is counted, and not timed: on any machine twice as much is twice as much. */
const worker = `
const kept: number[][] = [];
const work = (rounds: number) => { let sum = 0; for (let at = 0; at < rounds; at++) sum = (sum * 31 + at) | 0; return sum; };
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
`;
const methods = `
async sayHello({ name }) {
  if (name === "work") return { message: String(work(80_000_000)) };
  if (name === "slices") { let sum = 0; for (let at = 0; at < 8; at++) { sum += work(10_000_000); await pause(1); } return { message: String(sum) }; }
  if (name === "keep") for (let at = 0; at < 40; at++) { kept.push(new Array(50_000).fill(at + 0.5)); await pause(20); }
  if (name === "rest") await pause(400);
  return { message: "Hello, " + name };
},
`;

beforeAll(async () => {
  sandbox = await testSandbox({ callCpuMs: 60_000 });
  replica = await openProgram(sandbox, await programOf(greeter(methods, worker)), observer);
});
afterAll(() => sandbox.close());

async function spentBy(name: string): Promise<number> {
  const before = new Set(spent.keys());
  const client = createClient(Greeter, transportTo(replica, "connect"));
  await client.sayHello({ name });
  // What its last turn took leaves with its answer.
  return [...spent].filter(([exchange]) => !before.has(exchange)).reduce((sum, [, us]) => sum + us, 0);
}

test("what a call takes of the processor is told with its answer, in one turn or in several", async () => {
  await spentBy("work");
  const [whole, sliced, rest] = [await spentBy("work"), await spentBy("slices"), await spentBy("rest")];
  expect(rest).toBeGreaterThan(0);
  expect(whole).toBeGreaterThan(5 * rest);
  // The same work: far from equal only if turns were lost or counted twice.
  expect(sliced / whole).toBeGreaterThan(0.3);
  expect(sliced / whole).toBeLessThan(3);
});

test("each call pays for itself, side by side too", async () => {
  spent.clear();
  const client = createClient(Greeter, transportTo(replica, "connect"));
  await Promise.all(["rest", "work", "rest"].map((name) => client.sayHello({ name })));
  const [least = 0, middle = 0, most = 0] = [...spent.values()].sort((a, b) => a - b);
  expect(spent.size).toBe(3);
  expect(least).toBeGreaterThan(0);
  expect(most).toBeGreaterThan(5 * middle);
});

test("the heap is looked at while calls run, at most 20 times a second, and shows what is kept", async () => {
  heap.length = 0;
  await spentBy("keep");
  // 40 arrays of 50 000 numbers are 16 MB.
  expect(heap.length).toBeGreaterThan(3);
  expect((heap.at(-1)?.bytes ?? 0) - (heap[0]?.bytes ?? 0)).toBeGreaterThan(10 * 1024 * 1024);
  const steps = heap.slice(1).map(({ atUs }, index) => atUs - (heap[index]?.atUs ?? 0));
  expect(Math.min(...steps)).toBeGreaterThanOrEqual(45_000);
});
