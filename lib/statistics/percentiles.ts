import { binomialQuantile } from "./binomial.ts";

/** Values in ascending order. */
export type Sorted = Float64Array;

export function toSorted(values: Iterable<number>): Sorted {
  return Float64Array.from(values).sort();
}

/** The percentiles that are shown as numbers. */
export const shownPercentiles = [0.5, 0.95, 0.99] as const;

export type Percentile = {
  readonly p: number;
  readonly value: number;
  /** The value lies between these with 95 % confidence; null: the sample is too small to say on this side. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Fewer samples than this cannot bound it, and the value is only a hint. */
  readonly needs: number;
  readonly enough: boolean;
};

/**
 * Rank of a percentile among n values, from 1: nearest rank (Hyndman & Fan 1996, type 1). The guard keeps
 * `0.07 * 100 = 7.000000000000001` at 7.
 */
export function nearestRank(p: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(p * n - 1e-9)));
}

/** Fewest samples of which at least one lies above the percentile with 97.5 % certainty: n ≥ ln 0.025 / ln p. */
export function minimumSamples(p: number): number {
  return Math.ceil(Math.log(0.025) / Math.log(p) - 1e-9);
}

/**
 * Ranks between which the true percentile lies with 95 % confidence, whatever the distribution (David & Nagaraja, Order
 * Statistics, 7.1). A rank below 1 or above n has no sample: that side is open.
 */
export function rankInterval(p: number, n: number): { readonly low: number; readonly high: number } {
  return { low: binomialQuantile(0.025, n, p), high: binomialQuantile(0.975, n, p) + 1 };
}

/** A percentile of at least one value, with its interval and whether the sample is large enough to show it. */
export function toPercentile(sorted: Sorted, p: number): Percentile {
  const n = sorted.length;
  const { low, high } = rankInterval(p, n);
  const needs = minimumSamples(p);
  return {
    p,
    value: sorted[nearestRank(p, n) - 1] ?? Number.NaN,
    lower: low < 1 ? null : (sorted[low - 1] ?? null),
    upper: high > n ? null : (sorted[high - 1] ?? null),
    needs,
    enough: n >= needs,
  };
}

export type Distribution = {
  readonly n: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  readonly percentiles: readonly Percentile[];
};

/** What stands beside every percentile; null without values. */
export function toDistribution(sorted: Sorted): Distribution | null {
  const n = sorted.length;
  if (n === 0) return null;
  return {
    n,
    mean: sorted.reduce((sum, value) => sum + value, 0) / n,
    min: sorted[0] ?? Number.NaN,
    max: sorted[n - 1] ?? Number.NaN,
    percentiles: shownPercentiles.map((p) => toPercentile(sorted, p)),
  };
}
