import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { LatencyStart, LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadModel, LoadPlan } from "#lib/load/load-plan.ts";
import { addLoadEvent, type LoadRun, noLoad } from "#lib/load/load-run.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { agreementRows } from "./agreement-rows.ts";
import { unaryHeaders } from "./gateway-rows.ts";
import { deployBench } from "./handlers.ts";
import { runLoad } from "./http-load.ts";
import { type ServerProcess, startProcess } from "./server-process.ts";
import { median, milliseconds, type Row } from "./table.ts";

const rounds = 3;
const seconds = 3;
const method = "bench.v1.BenchService/Say";

/** The load test as an instrument: beside others at the same target, in turns and together, and how late it is by itself. */
export async function loadRows(): Promise<Row[]> {
  const limits = { loadsPerMinute: 1_000, cpuBurstMs: 600_000 };
  const server = await startProcess(["server/main.ts"], { PLAYGROUND_LIMITS: JSON.stringify(limits) });
  try {
    const id = await deployBench(server.origin, "load");
    await byRawSockets(server, id, 1);
    const rows: Row[] = [];
    for (const clients of [1, 8]) rows.push(await compare(server, id, clients));
    rows.push(await lagAt(server, id, 200));
    return [...rows, ...(await agreementRows(server))];
  } finally {
    await server.stop();
  }
}

/** ABBA: neither instrument has the quieter half of the minute. */
async function compare(server: ServerProcess, id: string, clients: number): Promise<Row> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await byRawSockets(server, id, clients));
    ours.push(await byLoadTest(server, id, clients), await byLoadTest(server, id, clients));
    theirs.push(await byRawSockets(server, id, clients));
  }
  return {
    what: `p50 as the load test sees it, ${clients} closed`,
    ours: milliseconds(median(ours)),
    comparison: `${milliseconds(median(theirs))} by raw sockets`,
    ratio: `${(median(ours) / median(theirs)).toFixed(2)}×`,
    aim: "within 0.5 ms",
  };
}

async function byRawSockets({ port }: ServerProcess, id: string, inFlight: number): Promise<number> {
  const path = `/d/${id}/${method}`;
  const { p50Ms } = await runLoad({
    port,
    path,
    headers: unaryHeaders,
    body: Buffer.alloc(0),
    inFlight,
    seconds,
  });
  return p50Ms;
}

async function byLoadTest(server: ServerProcess, id: string, clients: number): Promise<number> {
  const { summary } = await fire(server, id, { kind: "closed", clients, thinkMs: 0, think: "constant" });
  const sent = summary?.levels[0]?.latencies.find(({ start }) => start === LatencyStart.SEND);
  return (sent?.percentiles[0]?.valueUs ?? Number.NaN) / 1_000;
}

async function lagAt(server: ServerProcess, id: string, ratePerSecond: number): Promise<Row> {
  const { summary } = await fire(server, id, { kind: "open", ratePerSecond, arrivals: "poisson" });
  const { lag, late = 0, sent = 0, generatorCpu = 0, machineCpu = 0 } = summary?.generator ?? {};
  const [p50, , , p99] = (lag?.percentiles ?? []).map(({ valueUs }) => valueUs / 1_000);
  return {
    what: `how late the load test sends, ${ratePerSecond} calls/s`,
    ours: `p50 ${(p50 ?? Number.NaN).toFixed(2)} ms, p99 ${(p99 ?? Number.NaN).toFixed(2)} ms`,
    comparison: `${late} of ${sent} late; ${(generatorCpu * 100).toFixed(0)} % of a core, machine ${(machineCpu * 100).toFixed(0)} % busy`,
    ratio: "",
    aim: "p50 ≤ 0.1 ms on an idle machine",
  };
}

async function fire(server: ServerProcess, deploymentId: string, model: LoadModel): Promise<LoadRun> {
  const plan: LoadPlan = {
    ...{ deploymentId, method, messageJson: "{}", protocol: "connect", codec: "binary", httpVersion: "1.1" },
    ...{ model, shape: { kind: "constant" }, durationMs: seconds * 1_000, deadlineMs: 5_000, seed: 1 },
    ...{ maxInFlight: 200, connections: 1 },
  };
  const loads = createClient(
    LoadService,
    createConnectTransport({ baseUrl: server.origin, httpVersion: "1.1" }),
  );
  let run = noLoad;
  for await (const response of loads.runLoad({ runId: `bench-${Date.now()}`, plan: toPlanMessage(plan) })) {
    run = addLoadEvent(run, response);
  }
  return run;
}
