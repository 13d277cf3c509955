/**
 * What the sandbox alone costs, without HTTP: calls a second into a trivial handler (Connect, binary), the time to
 * open a program, and the memory of a runner that waits. Run: node bench/sandbox.ts
 */
import { readFileSync } from "node:fs";
import { create, toBinary } from "@bufbuild/protobuf";
import { defaultLimits } from "#lib/limits.ts";
import { buildHandlerRuntime, handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox } from "#server/sandbox/create-sandbox.ts";
import { HelloRequestSchema } from "#server/sandbox/fixtures/greet_pb.ts";
import type { ExchangeRequest, Observer, Program, Replica } from "#server/sandbox/sandbox.ts";
import { greeter, programOf } from "#server/sandbox/test-program.ts";

const observer: Observer = { log: () => {}, stopped: () => {} };
const never = new AbortController().signal;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function call(replica: Replica, request: ExchangeRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    replica.exchange(request, {
      head: (status) => status !== 200 && reject(new Error(`status ${status}`)),
      data: () => {},
      end: () => resolve(),
      fail: (stop) => reject(new Error(stop.reason)),
      drain: () => {},
      mark: () => {},
    });
  });
}

async function callsPerSecond(
  replica: Replica,
  bytes: number,
  inFlight: number,
  forMs: number,
): Promise<number> {
  const body = toBinary(HelloRequestSchema, create(HelloRequestSchema, { name: "x".repeat(bytes) }));
  const request: ExchangeRequest = {
    method: "POST",
    url: "http://127.0.0.1:3000/greet.v1.Greeter/SayHello",
    httpVersion: "1.1",
    headers: [
      ["host", "127.0.0.1:3000"],
      ["content-type", "application/proto"],
      ["connect-protocol-version", "1"],
      ["content-length", `${body.length}`],
    ],
    body,
  };
  let count = 0;
  const from = performance.now();
  const lane = async () => {
    for (; performance.now() - from < forMs; count++) await call(replica, request);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (count * 1000) / (performance.now() - from);
}

async function messagesPerSecond(replica: Replica, times: number): Promise<number> {
  const message = toBinary(HelloRequestSchema, create(HelloRequestSchema, { name: "x".repeat(100), times }));
  const body = Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]);
  const headers = [["content-type", "application/connect+proto"]] as const;
  const from = performance.now();
  await new Promise<void>((resolve, reject) => {
    const exchange = replica.exchange(
      { method: "POST", url: "/greet.v1.Greeter/Count", httpVersion: "1.1", headers, body },
      {
        head: () => {},
        data: (bytes) => exchange.consumed(bytes.length),
        end: () => resolve(),
        fail: (stop) => reject(new Error(stop.reason)),
        drain: () => {},
        mark: () => {},
      },
    );
  });
  return (times * 1000) / (performance.now() - from);
}

async function openMs(program: Program, warmRunners: number): Promise<number> {
  const limits = { ...defaultLimits, warmRunners };
  const sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath });
  const times: number[] = [];
  for (let at = 0; at < 12; at++) {
    if (warmRunners > 0)
      while (sandbox.status().warm === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const from = performance.now();
    const opened = await sandbox.open(program, observer, never);
    times.push(performance.now() - from);
    if (opened.ok) opened.replica.close("idle");
  }
  await sandbox.close();
  // The runner that proved the walls is the first of either.
  return median(times.slice(1));
}

/** Processor time so far, µs, of this process and of a runner: on a busy machine a better measure than the clock. */
const cpuUs = (pid: number): [number, number] => {
  const { user, system } = process.cpuUsage();
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ") ?? [];
  return [user + system, (Number(fields[11]) + Number(fields[12])) * 10_000];
};

const pssMb = (pid: number) =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]) / 1024;

await buildHandlerRuntime();
const program = await programOf(
  greeter(`
    sayHello: (request: HelloRequest) => ({ message: "Hello " + request.name }),
    async *count(request: HelloRequest) { for (let at = 0; at < request.times; at++) yield { message: request.name }; },
  `),
);
const limits = { ...defaultLimits, cpuSustainedShare: 100 };
const sandbox = await createSandbox({ limits, runnerPath, runtimePath: handlerRuntimePath });
const opened = await sandbox.open(program, observer, never);
if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
const idlePss = pssMb(opened.replica.pid);
console.log("walls", sandbox.status().walls);
for (const bytes of [100, 10_000]) {
  for (const inFlight of [1, 64]) {
    await callsPerSecond(opened.replica, bytes, inFlight, 500);
    const rates: number[] = [];
    const [hostBefore, runnerBefore] = cpuUs(opened.replica.pid);
    for (let round = 0; round < 5; round++)
      rates.push(await callsPerSecond(opened.replica, bytes, inFlight, 600));
    const [hostAfter, runnerAfter] = cpuUs(opened.replica.pid);
    const calls = rates.reduce((sum, rate) => sum + rate * 0.6, 0);
    const per = (from: number, to: number) => `${((to - from) / calls).toFixed(0)} µs`;
    console.log(
      `unary ${bytes} B, ${inFlight} in flight: ${median(rates).toFixed(0)} calls/s; processor per call:`,
      `host ${per(hostBefore, hostAfter)}, runner ${per(runnerBefore, runnerAfter)}`,
    );
  }
}
await messagesPerSecond(opened.replica, 20_000);
console.log(
  `server stream of 100 B: ${(await messagesPerSecond(opened.replica, 100_000)).toFixed(0)} messages/s`,
);
console.log(`PSS of an idle runner with a program: ${idlePss.toFixed(1)} MB`);
await sandbox.close();
console.log(
  `open from the warm pool: ${(await openMs(program, 2)).toFixed(1)} ms; cold: ${(await openMs(program, 0)).toFixed(0)} ms`,
);
