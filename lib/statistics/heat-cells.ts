import type { StartAndLatency } from "./growth-slope.ts";
import { nearestRank, toSorted } from "./percentiles.ts";

export const heatColumns = 120;
export const heatRows = 60;

export type HeatCells = {
  /** Edges of the time columns, µs: `columns` + 1. */
  readonly startEdgesUs: Float64Array;
  /** Edges of the latency rows, µs, from the quickest: each wider than the one before by the same ratio. */
  readonly latencyEdgesUs: Float64Array;
  /** Calls in a cell, at `column * rows + row`. */
  readonly counts: Uint32Array;
  /** The fullest cell. */
  readonly most: number;
  /** Quicker than the first row (below p0.1): counted, not drawn. */
  readonly below: number;
};

/**
 * Folds calls into 120 columns of run time and 60 rows of log latency from p0.1 to the maximum. Every call lies in
 * exactly one cell or below them. Null without calls. A latency of 0 has no logarithm and lies below.
 */
export function toHeatCells(
  calls: readonly StartAndLatency[],
  { columns = heatColumns, rows = heatRows }: { readonly columns?: number; readonly rows?: number } = {},
): HeatCells | null {
  const latencies = toSorted(calls.map(({ us }) => us).filter((us) => us > 0));
  if (latencies.length === 0) return null;
  const low = latencies[nearestRank(0.001, latencies.length) - 1] ?? 1;
  // One height needs a row all the same.
  const high = Math.max(latencies[latencies.length - 1] ?? 1, low * 1.01);
  const starts = toSorted(calls.map(({ startUs }) => startUs));
  const from = starts[0] ?? 0;
  const to = Math.max(starts[starts.length - 1] ?? 0, from + 1);
  const counts = new Uint32Array(columns * rows);
  let below = 0;
  let most = 0;
  for (const { startUs, us } of calls) {
    if (!(us >= low)) {
      below++;
      continue;
    }
    const column = Math.min(columns - 1, Math.floor(((startUs - from) / (to - from)) * columns));
    const row = Math.min(rows - 1, Math.floor((Math.log(us / low) / Math.log(high / low)) * rows));
    const count = (counts[column * rows + row] ?? 0) + 1;
    counts[column * rows + row] = count;
    most = Math.max(most, count);
  }
  return {
    startEdgesUs: Float64Array.from({ length: columns + 1 }, (_, at) => from + ((to - from) * at) / columns),
    latencyEdgesUs: Float64Array.from({ length: rows + 1 }, (_, at) => low * (high / low) ** (at / rows)),
    counts,
    most,
    below,
  };
}

/** How dark a cell is drawn, 0–1: by the square root, so that single slow calls beside a crowd are seen. */
export function heatShare(count: number, most: number): number {
  return most > 0 ? Math.sqrt(count / most) : 0;
}
