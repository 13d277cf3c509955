import { createRandom, type Random } from "#lib/random.ts";
import { minimumSamples, nearestRank, type Sorted } from "./percentiles.ts";

/** What may be said about the median of B against that of A. */
export type MedianComparison =
  | { readonly kind: "tooFew"; readonly needs: number }
  | {
      /** `noDifference`: the interval covers 1. `negligible`: there is one, but below the practical threshold. */
      readonly kind: "faster" | "slower" | "noDifference" | "negligible";
      /** median of B / median of A, and where it lies with 95 % confidence. */
      readonly ratio: number;
      readonly lower: number;
      readonly upper: number;
    };

/** A difference below this share is not worth a sentence. */
const practicalShare = 0.05;

/** Bootstrap of the ratio of medians, seeded: the same two samples always give the same interval. */
export function compareMedians(a: Sorted, b: Sorted, resamples = 2_000, seed = 1): MedianComparison {
  const needs = minimumSamples(0.5);
  if (a.length < needs || b.length < needs) return { kind: "tooFew", needs };
  const random = createRandom(seed);
  const ratios = new Float64Array(resamples)
    .map(() => resampledMedian(b, random) / resampledMedian(a, random))
    .sort();
  const ratio = medianOf(b) / medianOf(a);
  const lower = ratios[nearestRank(0.025, resamples) - 1] ?? ratio;
  const upper = ratios[nearestRank(0.975, resamples) - 1] ?? ratio;
  return { kind: verdictOf(ratio, lower, upper), ratio, lower, upper };
}

function verdictOf(ratio: number, lower: number, upper: number) {
  if (lower <= 1 && upper >= 1) return "noDifference";
  if (Math.abs(ratio - 1) < practicalShare) return "negligible";
  return ratio < 1 ? "faster" : "slower";
}

function medianOf(sorted: Sorted): number {
  return sorted[nearestRank(0.5, sorted.length) - 1] ?? Number.NaN;
}

/**
 * The median of n draws with replacement. Its place in the sample is that of the k-th smallest of n uniform numbers,
 * which is Beta(k, n − k + 1) distributed: one draw instead of n.
 */
function resampledMedian(sorted: Sorted, random: Random): number {
  const n = sorted.length;
  const k = nearestRank(0.5, n);
  const below = gamma(k, random);
  const place = below / (below + gamma(n - k + 1, random));
  return sorted[Math.min(n - 1, Math.floor(place * n))] ?? Number.NaN;
}

/** Gamma(shape, 1) for shape ≥ 1 (Marsaglia & Tsang 2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Standard normal (Box & Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
