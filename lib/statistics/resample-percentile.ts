import type { Random } from "#lib/random.ts";
import { normal } from "./normal.ts";
import { nearestRank, type Sorted } from "./percentiles.ts";

/**
 * The percentile of n draws with replacement. Its place in the sample is that of the k-th smallest of n uniform numbers,
 * which is Beta(k, n − k + 1) distributed: one draw instead of n.
 */
export function resamplePercentile(sorted: Sorted, p: number, random: Random): number {
  const n = sorted.length;
  const k = nearestRank(p, n);
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
