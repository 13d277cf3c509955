import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Simulator } from "./gen/simulator_pb";
import { Tickets } from "./gen/tickets_pb";
import { inFlight } from "./little";
import { load } from "./load";
import { params } from "./params";
import { percentile } from "./percentile";
import { findMaxRate } from "./search";

const tickets = createClient(Tickets, transport);
const simulator = createClient(Simulator, transport);

/**
 * en: A load test, and the server stalls
 * zh: 负载测试，其间服务端停顿
 */
export async function stall() {
  const { rate, seconds } = params.load;
  await tickets.planStall(params.stall);
  return report(await load(() => tickets.buy({ round: 0 }), rate, seconds));
}

/**
 * en: A load test, and the generator is busy
 * zh: 负载测试，其间压测器自己忙着
 */
export async function busy() {
  const { rate, seconds } = params.load;
  setTimeout(keepThread, params.busy.afterMs);
  return report(await load(() => tickets.buy({ round: 0 }), rate, seconds));
}

/**
 * en: Seven rates (simulated)
 * zh: 七种速率（模拟）
 */
export async function sweep() {
  const rows = [];
  for (const rate of params.sweep) {
    const { meanMs, p50Ms, p99Ms } = await simulator.probe({ pool: 0, rate });
    rows.push({ rate, meanMs: round(meanMs), p50Ms: round(p50Ms), p99Ms: round(p99Ms) });
  }
  return rows;
}

/**
 * en: The highest rate that keeps the promise (simulated)
 * zh: 守得住承诺的最大速率（模拟）
 */
export async function search() {
  const found = [];
  for (const [pool, { p99Ms, mostRate }] of params.promises.entries())
    found.push(await findMaxRate((rate) => simulator.probe({ pool, rate }), p99Ms, mostRate));
  return found;
}

/**
 * en: How many calls are under way
 * zh: 有多少调用在途
 */
export async function little() {
  const said = [];
  for (const [index, { rate, seconds }] of params.rounds.entries()) {
    const latencies = await load(() => tickets.buy({ round: index + 1 }), rate, seconds);
    const meanMs = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
    said.push({ rate, meanMs: round(meanMs), inFlight: inFlight(rate, latencies) });
  }
  return said;
}

function report(latencies: readonly number[]) {
  const [p50, p99, max] = [50, 99, 100].map((p) => round(percentile(latencies, p)));
  return { samples: latencies.length, p50, p99, max };
}

function keepThread(): void {
  const until = performance.now() + params.busy.forMs;
  while (performance.now() < until);
}

const round = (ms: number) => Math.round(ms * 10) / 10;
