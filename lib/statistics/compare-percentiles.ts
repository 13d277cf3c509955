import { createRandom } from "#lib/random.ts";
import { minimumSamples, nearestRank, type Sorted } from "./percentiles.ts";
import { resamplePercentile } from "./resample-percentile.ts";

/** What may be said about a percentile of B against the same one of A. */
export type PercentileComparison =
  | { readonly kind: "tooFew"; readonly needs: number }
  | {
      /** `noDifference`: the interval covers 1. `negligible`: there is one, but below the practical threshold. */
      readonly kind: "faster" | "slower" | "noDifference" | "negligible";
      /** That of B / that of A, and where it lies with 95 % confidence. */
      readonly ratio: number;
      readonly lower: number;
      readonly upper: number;
    };

/** A difference below this share is not worth a sentence. */
const practicalShare = 0.05;

/**
 * Bootstrap of the ratio of two percentiles, seeded: the same two samples always give the same interval. It holds for
 * calls that do not depend on each other; how much one run differs from the next it cannot know.
 */
export function comparePercentiles(
  a: Sorted,
  b: Sorted,
  p: number,
  resamples = 2_000,
  seed = 1,
): PercentileComparison {
  const needs = minimumSamples(p);
  if (a.length < needs || b.length < needs) return { kind: "tooFew", needs };
  const random = createRandom(seed);
  const ratios = new Float64Array(resamples)
    .map(() => resamplePercentile(b, p, random) / resamplePercentile(a, p, random))
    .sort();
  const ratio = valueAt(b, p) / valueAt(a, p);
  const lower = ratios[nearestRank(0.025, resamples) - 1] ?? ratio;
  const upper = ratios[nearestRank(0.975, resamples) - 1] ?? ratio;
  return { kind: verdictOf(ratio, lower, upper), ratio, lower, upper };
}

function verdictOf(ratio: number, lower: number, upper: number) {
  if (lower <= 1 && upper >= 1) return "noDifference";
  if (Math.abs(ratio - 1) < practicalShare) return "negligible";
  return ratio < 1 ? "faster" : "slower";
}

function valueAt(sorted: Sorted, p: number): number {
  return sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN;
}
