import type { LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import { countAbove, countOf, percentileOf } from "./latency-buckets.ts";
import { type MergedTicks, okLatencies } from "./merge-ticks.ts";
import { type LatencyNumbers, summariseBuckets } from "./summarise-latencies.ts";

export type GeneratorNumbers = {
  readonly lag?: LatencyNumbers;
  readonly late: number;
  readonly sent: number;
  readonly limitUs: number;
  readonly fellBehind: boolean;
  readonly generatorCpu: number;
  readonly serverCpu: number;
  readonly machineCpu: number;
  readonly machineBusy: boolean;
};

/** Later than this matters, whatever the latencies are. */
const lateUs = 5_000;
/** And so does this share of the median latency. */
const lateShare = 0.05;
/** With less of the machine idle, whoever wants the processor waits for it. */
const busyShare = 0.9;

/** Whether the instrument was late: p99 of (send − intended start) above 5 ms, or above 5 % of the median latency. */
export function generatorFacts(merged: MergedTicks, ticks: readonly LoadTick[]): GeneratorNumbers {
  const lag = summariseBuckets(merged.lag);
  const answered = okLatencies(merged, "intended");
  const limitUs =
    countOf(answered) === 0 ? lateUs : Math.min(lateUs, lateShare * percentileOf(answered, 0.5));
  return {
    ...(lag !== null && { lag }),
    late: countAbove(merged.lag, limitUs),
    sent: merged.counts.sent,
    limitUs,
    fellBehind: lag !== null && percentileOf(merged.lag, 0.99) > limitUs,
    ...cpuShares(ticks),
  };
}

export type CpuNumbers = Pick<GeneratorNumbers, "generatorCpu" | "serverCpu" | "machineCpu" | "machineBusy">;

/** Who had the processor, on average over the run. */
export function cpuShares(ticks: readonly LoadTick[]): CpuNumbers {
  const machineCpu = weightedMean(ticks, (tick) => tick.machineCpu);
  return {
    generatorCpu: weightedMean(ticks, (tick) => tick.generatorCpu),
    serverCpu: weightedMean(ticks, (tick) => tick.serverCpu),
    machineCpu,
    machineBusy: machineCpu > busyShare,
  };
}

/** By the time of each tick; ticks of two levels over the same time say the same. */
function weightedMean(ticks: readonly LoadTick[], of: (tick: LoadTick) => number): number {
  let sum = 0;
  let spanUs = 0;
  for (const tick of ticks) {
    const us = tick.toUs - tick.fromUs;
    sum += of(tick) * us;
    spanUs += us;
  }
  return spanUs === 0 ? 0 : sum / spanUs;
}
