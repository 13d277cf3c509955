import type { LatencyPoint } from "./latency-series.ts";
import { correlation, toRanks } from "./rank-correlation.ts";

/** Fewer pairs than this show chance. */
const leastPoints = 20;
/** Weaker than this, an interval is off by less than its own uncertainty. */
const leastCorrelation = 0.3;

/**
 * How alike calls that start one after another are: the rank correlation (Spearman) of each call with the next. Calls
 * that share a queue or a pause are alike, and every interval that takes them for independent is too narrow. Null when
 * nothing of the kind shows.
 */
export function neighbourCorrelation(points: readonly LatencyPoint[]): number | null {
  const n = points.length;
  if (n < leastPoints) return null;
  const byStart = [...points].sort((a, b) => a.startUs - b.startUs || a.row - b.row);
  const ranks = toRanks(byStart.map(({ us }) => us));
  const r = correlation(ranks.slice(0, -1), ranks.slice(1));
  // Independent calls stay below 3 / √n in 999 of 1,000 runs.
  return r >= leastCorrelation && r * Math.sqrt(n) >= 3 ? r : null;
}
