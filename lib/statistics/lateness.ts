import type { LatencyPoint } from "./latency-series.ts";
import { nearestRank, type Sorted, toSorted } from "./percentiles.ts";

/** Calls that left the client later than they should have. */
export type Lateness = {
  readonly late: number;
  readonly of: number;
  /** The longest between an intended start and its send: a percentile of few calls would claim more than they tell. */
  readonly mostUs: number;
};

/** Later than this matters, whatever the latencies are. */
const lateUs = 5_000;
/** And so does this share of the median latency. */
const lateShare = 0.05;

/**
 * Says whether the client itself was late: p99 of (send − intended start) above 5 ms or above 5 % of the median latency.
 * Null when it kept up. Latency counts from the intended start either way.
 */
export function readLateness(points: readonly LatencyPoint[]): Lateness | null {
  const sent = points.filter((point) => point.lateUs !== null);
  if (sent.length === 0) return null;
  const lags = toSorted(sent.map((point) => point.lateUs ?? 0));
  const p99Us = at(lags, 0.99);
  const limitUs = Math.min(lateUs, lateShare * at(toSorted(sent.map(({ us }) => us)), 0.5));
  if (p99Us <= limitUs) return null;
  return { late: lags.filter((lag) => lag > limitUs).length, of: sent.length, mostUs: at(lags, 1) };
}

function at(sorted: Sorted, p: number): number {
  return sorted[nearestRank(p, sorted.length) - 1] ?? 0;
}
