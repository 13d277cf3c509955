import { minimumSamples, type Sorted } from "#lib/statistics/percentiles.ts";
import { wilsonInterval } from "#lib/statistics/wilson-interval.ts";
import type { RunLatency } from "./latency-model.ts";
import type { SeriesKey } from "./series-style.ts";

/** One latency and the share of each run's calls that took at most that long. */
export type ShareRow = {
  readonly us: number;
  readonly solid: Partial<Record<SeriesKey, number>>;
  readonly dotted: Partial<Record<SeriesKey, number>>;
  readonly band: Partial<Record<SeriesKey, readonly [number, number]>>;
};

/** The empirical distribution of all runs over one axis, from `range[0]` to `range[1]`; every point is exact. */
export function toShareRows(
  runs: readonly Pick<RunLatency, "key" | "sorted">[],
  range: readonly [number, number],
  maxPoints: number,
): readonly ShareRow[] {
  const values = new Set(runs.flatMap(({ sorted }) => thin(sorted, maxPoints)));
  const filled = runs.filter(({ sorted }) => sorted.length > 0);
  return [range[0], ...[...values].sort((a, b) => a - b), range[1]].map((us) => {
    const row: ShareRow = { us, solid: {}, dotted: {}, band: {} };
    for (const { key, sorted } of filled) addRun(row, key, sorted);
    return row;
  });
}

/** Solid up to where the samples carry, dotted from there on: both have the place where they meet. */
function addRun({ us, solid, dotted, band }: ShareRow, key: SeriesKey, sorted: Sorted): void {
  const n = sorted.length;
  const hits = countUpTo(sorted, us);
  const carries = (count: number) => count < n && n >= minimumSamples(Math.max(0.5, count / n));
  const isEnough = carries(hits);
  const isMeeting = !isEnough && carries(countUpTo(sorted, us - 1e-9));
  if (isEnough || isMeeting) solid[key] = hits / n;
  if (!isEnough) dotted[key] = hits / n;
  if (!isEnough || hits === 0) return;
  const { lower, upper } = wilsonInterval(hits, n);
  band[key] = [lower, upper];
}

function thin(sorted: Sorted, maxPoints: number): readonly number[] {
  const distinct = [...new Set(sorted)];
  if (distinct.length <= maxPoints) return distinct;
  const share = maxPoints / distinct.length;
  return distinct.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}

function countUpTo(sorted: Sorted, us: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= us) low = middle + 1;
    else high = middle;
  }
  return low;
}
