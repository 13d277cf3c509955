import { createRandom } from "#lib/random.ts";
import { minimumSamples, nearestRank, type Sorted, toSorted } from "./percentiles.ts";
import { resamplePercentile } from "./resample-percentile.ts";

export type Shift = {
  /** 0.1, 0.2 … 0.9. */
  readonly p: number;
  /** The decile of A, of B, and B − A, in the unit of the samples. */
  readonly a: number;
  readonly b: number;
  readonly shift: number;
  /** Where the shift lies with 95 % confidence, each decile for itself. */
  readonly lower: number;
  readonly upper: number;
  /** Both samples are large enough for this decile. */
  readonly enough: boolean;
};

/**
 * The shift function (Doksum 1974; Wilcox 1995): how far B lies above A at each decile, with intervals from a bootstrap
 * drawn from `seed`. It shows what one ratio hides: that only the slow calls, or only the quick ones, changed. For calls
 * that do not depend on each other. Empty when a sample is.
 */
export function shiftFunction(a: Sorted, b: Sorted, resamples = 1_000, seed = 1): readonly Shift[] {
  if (a.length === 0 || b.length === 0) return [];
  const random = createRandom(seed);
  return Array.from({ length: 9 }, (_, index) => {
    const p = (index + 1) / 10;
    const shifts = toSorted(
      Float64Array.from(
        { length: resamples },
        () => resamplePercentile(b, p, random) - resamplePercentile(a, p, random),
      ),
    );
    const [valueA, valueB] = [at(a, p), at(b, p)];
    const needs = minimumSamples(Math.max(p, 1 - p));
    return {
      p,
      a: valueA,
      b: valueB,
      shift: valueB - valueA,
      lower: at(shifts, 0.025),
      upper: at(shifts, 0.975),
      enough: a.length >= needs && b.length >= needs,
    };
  });
}

function at(sorted: Sorted, p: number): number {
  return sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN;
}
