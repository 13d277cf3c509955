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
 * The curve of all percentiles: every value is the percentile for p in ((i − 1)/n, i/n]. A point is where value,
 * interval or sufficiency change; beyond `maxPoints`, those are kept that lie nearest behind an even grid on the x axis,
 * and always the one from which on samples are too few. Kept points are exact.
 */
export function toPercentileCurve(sorted: Sorted, maxPoints = 400): readonly CurvePoint[] {
  const n = sorted.length;
  const firstHint = Math.min(n - 1, Math.floor(lastCarried(n) * n) + 1);
  const points: CurvePoint[] = [];
  for (const index of thin(n, maxPoints, firstHint)) {
    const point = pointAt(sorted, index);
    const last = points[points.length - 1];
    if (last === undefined || !isSameStep(last, point)) points.push(point);
  }
  return points;
}

/** The last percentile that n samples carry: n ≥ ln 0.025 / ln p, solved for p. Below p50 every sample does. */
export function lastCarried(n: number): number {
  return 0.025 ** (1 / n);
}

function isSameStep(a: CurvePoint, b: CurvePoint): boolean {
  return a.us === b.us && a.lowerUs === b.lowerUs && a.upperUs === b.upperUs && a.enough === b.enough;
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

/** Ranks, from 0, at most `maxPoints`: all of them, or the first in each cell of an even grid on the x axis. */
function thin(n: number, maxPoints: number, firstHint: number): readonly number[] {
  if (n <= maxPoints) return Array.from({ length: n }, (_, index) => index);
  const reach = xOfPercentile((n - 1) / n);
  const kept: number[] = [];
  let nextCell = 0;
  for (let index = 0; index < n; index++) {
    const cell = Math.floor((xOfPercentile(index / n) / reach) * (maxPoints - 2));
    if (cell < nextCell && index !== firstHint) continue;
    kept.push(index);
    nextCell = Math.max(nextCell, cell + 1);
  }
  return kept;
}
