import type { HeatCells } from "#lib/statistics/heat-cells.ts";
import type { PlotRegion } from "./dots.ts";

/** A cell by its column (time) and row (latency). */
export type HeatPlace = { readonly column: number; readonly row: number };

export function columnsOf({ startEdgesUs }: HeatCells): number {
  return startEdgesUs.length - 1;
}

export function rowsOf({ latencyEdgesUs }: HeatCells): number {
  return latencyEdgesUs.length - 1;
}

export function countAt(cells: HeatCells, { column, row }: HeatPlace): number {
  return cells.counts[column * rowsOf(cells) + row] ?? 0;
}

/** The cell in which a start and a latency lie; the nearest one for places outside. */
export function placeAt(cells: HeatCells, startUs: number, us: number): HeatPlace {
  return { column: edgeBefore(cells.startEdgesUs, startUs), row: edgeBefore(cells.latencyEdgesUs, us) };
}

function edgeBefore(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return Math.min(edges.length - 2, low);
}

/**
 * The part that two cells span, their edges included: the lowest row holds all that is quicker, and the last column and
 * the highest row end with the last call.
 */
export function regionOf(cells: HeatCells, a: HeatPlace, b: HeatPlace): PlotRegion {
  const [first, last] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  const [low, high] = [Math.min(a.row, b.row), Math.max(a.row, b.row)];
  const { startEdgesUs, latencyEdgesUs } = cells;
  // A cell ends where the next one begins: a call on that edge is the next one's.
  const isLast = last === columnsOf(cells) - 1;
  const isHighest = high === rowsOf(cells) - 1;
  return {
    fromUs: startEdgesUs[first] ?? 0,
    toUs: (startEdgesUs[last + 1] ?? 0) - (isLast ? 0 : 1e-3),
    lowUs: low === 0 ? 0 : (latencyEdgesUs[low] ?? 0),
    highUs: isHighest ? Number.POSITIVE_INFINITY : (latencyEdgesUs[high + 1] ?? 0) - 1e-3,
  };
}

/** The fullest cell; of equals the first. */
export function fullestPlace(cells: HeatCells): HeatPlace {
  const at = cells.counts.indexOf(cells.most);
  return { column: Math.floor(at / rowsOf(cells)), row: at % rowsOf(cells) };
}
