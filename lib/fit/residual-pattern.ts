import { rankCorrelation } from "#lib/statistics/rank-correlation.ts";

/**
 * What the residuals of a fit still know about n. `trend`: they rise or fall with it (Spearman's |r| above 0.6).
 * `wave`: neighbours are alike, so the curve bends where the class does not.
 */
export type ResidualPattern =
  | { readonly kind: "trend"; readonly r: number }
  | { readonly kind: "wave"; readonly ratio: number };

/** |r| beyond which residuals follow n. */
const trendLimit = 0.6;
/** Independent residuals have a ratio of about 2, and fewer than 1 of 100 fits of ten sizes one below this. */
const waveLimit = 0.8;
/** A wave lower than this share of the time is the machine's (caches, pages, compilers), not the algorithm's. */
const telling = 0.05;

/**
 * Looks for a pattern in log residuals in order of n; null when they look like chance. The wave is found by the ratio of
 * squared successive differences to squares (von Neumann 1941).
 */
export function residualPattern(residuals: readonly number[]): ResidualPattern | null {
  const r = rankCorrelation(
    residuals.map((_, index) => index),
    residuals,
  );
  const squares = residuals.reduce((sum, each) => sum + each ** 2, 0);
  const rms = Math.sqrt(squares / Math.max(1, residuals.length));
  if (Math.abs(r) > trendLimit && rms > exactness) return { kind: "trend", r };
  const differences = residuals
    .slice(1)
    .reduce((sum, each, index) => sum + (each - (residuals[index] ?? 0)) ** 2, 0);
  const ratio = squares > 0 ? differences / squares : 2;
  return ratio < waveLimit && rms > telling ? { kind: "wave", ratio } : null;
}

/** Residuals below this come from the arithmetic. */
const exactness = 1e-6;
