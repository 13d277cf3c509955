import { minimumSamples, rankInterval, type Sorted } from "./percentiles.ts";

/** A step of the curve: from percentile `p` on, up to the next point, the latency is `us`. */
export type CurvePoint = {
  readonly p: number;
  /** log10(1 / (1 − p)): 0 for the fastest, 1 for p90, 2 for p99, 3 for p99.9. */
  readonly x: number;
  readonly us: number;
  /** Where the true value lies with 95 % confidence; null: open on this side. */
  readonly lowerUs: number | null;
  readonly upperUs: number | null;
  /** The sample is large enough to say this. */
  readonly enough: boolean;
};

/**
 * The curve of all percentiles: every value is the percentile for p in ((i − 1)/n, i/n]. Equal values make one step;
 * beyond `maxPoints` steps, those are kept that lie nearest behind an even grid on the x axis. Kept points are exact.
 */
export function toPercentileCurve(sorted: Sorted, maxPoints = 400): readonly CurvePoint[] {
  const n = sorted.length;
  const steps: number[] = [];
  for (let i = 0; i < n; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) steps.push(i);
  return thin(steps, n, maxPoints).map((index) => pointAt(sorted, index));
}

function pointAt(sorted: Sorted, index: number): CurvePoint {
  const n = sorted.length;
  const p = index / n;
  const { low, high } = rankInterval((index + 0.5) / n, n);
  return {
    p,
    x: xOfPercentile(p),
    us: sorted[index] ?? Number.NaN,
    lowerUs: low < 1 ? null : (sorted[low - 1] ?? null),
    upperUs: high > n ? null : (sorted[high - 1] ?? null),
    enough: n >= minimumSamples(Math.max(p, 0.5)),
  };
}

export function xOfPercentile(p: number): number {
  return Math.abs(Math.log10(1 - p));
}

export function percentileOfX(x: number): number {
  return 1 - 10 ** -x;
}

function thin(steps: readonly number[], n: number, maxPoints: number): readonly number[] {
  const last = steps[steps.length - 1];
  if (steps.length <= maxPoints || last === undefined) return steps;
  const reach = xOfPercentile(last / n);
  const kept: number[] = [];
  let nextCell = 0;
  for (const index of steps) {
    const cell = Math.floor((xOfPercentile(index / n) / reach) * (maxPoints - 1));
    if (cell < nextCell) continue;
    kept.push(index);
    nextCell = cell + 1;
  }
  return kept;
}
