import { nearestRank, type Sorted, toSorted } from "#lib/statistics/percentiles.ts";

/** What the repeats of one size cost: the fit takes the median, the minimum stands beside it. */
export type SizeSummary = {
  readonly n: number;
  readonly repeats: number;
  readonly median: number;
  readonly minimum: number;
  /** Relative standard error of the median; null with fewer than four repeats. */
  readonly scatter: number | null;
};

/** Repeats of a size below this are disturbed too easily. */
export const fewestRepeats = 7;

/** One row per size, in ascending order; the repeats may come in any order, as they should be measured. */
export function summariseSizes(
  measured: readonly { readonly n: number; readonly cost: number }[],
): readonly SizeSummary[] {
  const bySize = new Map<number, number[]>();
  for (const { n, cost } of measured) {
    const costs = bySize.get(n);
    if (costs) costs.push(cost);
    else bySize.set(n, [cost]);
  }
  return [...bySize]
    .sort(([a], [b]) => a - b)
    .map(([n, costs]) => {
      const sorted = toSorted(costs);
      const median = at(sorted, 0.5);
      return { n, repeats: costs.length, median, minimum: at(sorted, 0), scatter: scatterOf(sorted) };
    });
}

/**
 * √(π/2)·σ/√n of a median, with σ from the quartiles of a normal distribution, 1.349σ apart: a single disturbed repeat does
 * not move it.
 */
function scatterOf(sorted: Sorted): number | null {
  if (sorted.length < 4) return null;
  const sigma = (at(sorted, 0.75) - at(sorted, 0.25)) / 1.349;
  return (Math.sqrt(Math.PI / 2 / sorted.length) * sigma) / at(sorted, 0.5);
}

function at(sorted: Sorted, p: number): number {
  return sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN;
}
