import { create } from "@bufbuild/protobuf";
import {
  LatencyStart,
  type LatencySummary,
  LatencySummarySchema,
  type LoadLevel,
  LoadLevelSchema,
  type LoadTick,
  type Utilisation,
  UtilisationSchema,
} from "#lib/gen/playground/v1/load_pb.ts";
import { growthSlope } from "#lib/statistics/growth-slope.ts";
import { toSorted } from "#lib/statistics/percentiles.ts";
import { checkLaw } from "./check-law.ts";
import { findWarmUp, type WarmUpNumbers } from "./find-warm-up.ts";
import type { LoadPlan } from "./load-plan.ts";
import { type LoadSampleTable, okRows } from "./load-samples.ts";
import { type MergedTicks, mergeTicks, okLatencies } from "./merge-ticks.ts";
import { type LatencyNumbers, summariseBuckets, summariseSorted } from "./summarise-latencies.ts";

export type LevelParts = {
  readonly plan: LoadPlan;
  readonly index: number;
  readonly load: number;
  /** Of this level, at least one. */
  readonly ticks: readonly LoadTick[];
  /** Of the whole run. */
  readonly samples: LoadSampleTable;
  readonly server: { readonly workers: number; readonly replicas: number };
};

/** What one level of a sweep or step comes to, or a whole run of another shape. */
export function summariseLevel(parts: LevelParts): LoadLevel {
  const { plan, index, load, ticks, samples } = parts;
  const merged = mergeTicks(ticks);
  const fromUs = Math.min(...ticks.map((tick) => tick.fromUs));
  const toUs = Math.max(...ticks.map((tick) => tick.toUs));
  const window = mergeTicks(ticks.filter(({ draining }) => !draining));
  const warmUp = findWarmUp(plan.shape, samples, index, fromUs);
  const law = checkLaw(plan, index, ticks);
  return create(LoadLevelSchema, {
    ...{ index, load, fromUs, toUs, warmUp, phases: merged.phases, counts: merged.counts },
    achievedPerSecond: window.spanUs === 0 ? 0 : (window.counts.ok * 1e6) / window.spanUs,
    latencies: latenciesOf(parts, warmUp),
    ...(law !== null && { law }),
    utilisation: utilisationOf(parts, merged, window),
  });
}

/** From single calls while there are all of them; above, from the buckets of ticks after the warm-up. */
function latenciesOf(
  { index, ticks, samples }: LevelParts,
  { untilUs, calls }: WarmUpNumbers,
): LatencySummary[] {
  const isWhole = samples.seen === samples.length;
  const rows = okRows(samples, index).slice(calls);
  const late = mergeTicks(ticks.filter(({ fromUs }) => fromUs >= untilUs));
  const of = (start: LatencyStart, column: Uint32Array, name: "intended" | "send"): LatencySummary[] => {
    const numbers: LatencyNumbers | null = isWhole
      ? summariseSorted(toSorted(rows.map((row) => column[row] ?? 0)))
      : summariseBuckets(okLatencies(late, name));
    return numbers === null
      ? []
      : [create(LatencySummarySchema, { ...numbers, start, percentiles: [...numbers.percentiles] })];
  };
  return [
    ...of(LatencyStart.INTENDED, samples.latencyUs, "intended"),
    ...of(LatencyStart.SEND, samples.fromSendUs, "send"),
  ];
}

/** ρ = λ·E[S] / (R·c), with the service time as the replies told it. */
function utilisationOf(
  { plan, index, samples, server: { workers, replicas } }: LevelParts,
  merged: MergedTicks,
  window: MergedTicks,
): Utilisation {
  const { phases } = merged;
  const isOpen = plan.model.kind === "open";
  const arrivals = isOpen ? window.counts.due : window.counts.sent;
  const arrivalsPerSecond = window.spanUs === 0 ? 0 : (arrivals * 1e6) / window.spanUs;
  const serviceUs = phases.calls === 0 ? null : phases.executionUs / phases.calls;
  const rho = serviceUs === null ? null : (arrivalsPerSecond * serviceUs) / 1e6 / (replicas * workers);
  const unstable = isOpen && ((rho ?? 0) >= 1 || merged.counts.unsent > 0);
  const calls = unstable
    ? okRows(samples, index).map((row) => ({
        startUs: samples.intendedUs[row] ?? 0,
        us: samples.latencyUs[row] ?? 0,
      }))
    : [];
  const growth = growthSlope(calls);
  return create(UtilisationSchema, {
    ...{ arrivalsPerSecond, workers, replicas, unstable },
    ...(serviceUs !== null && { serviceUs }),
    ...(rho !== null && { rho }),
    ...(growth !== null && { growthUsPerSecond: growth.perSecond * 1e6 }),
  });
}
