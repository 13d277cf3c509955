import { nearestRank, type Sorted } from "./percentiles.ts";

/** The same percentile of two samples: on the diagonal they are equal. */
export type QuantilePair = { readonly p: number; readonly a: number; readonly b: number };

/**
 * Points of a Q–Q plot (Wilk & Gnanadesikan 1968), in ascending order: as many as the smaller sample has values, at most
 * `most`, in the middles of equal shares and with the two maxima last. Empty when a sample is.
 */
export function toQuantilePairs(a: Sorted, b: Sorted, most = 200): readonly QuantilePair[] {
  const count = Math.min(most, a.length, b.length);
  return Array.from({ length: count }, (_, index) => {
    const p = index === count - 1 ? 1 : (index + 0.5) / count;
    return { p, a: at(a, p), b: at(b, p) };
  });
}

function at(sorted: Sorted, p: number): number {
  return sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN;
}
