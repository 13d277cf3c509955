import { type HeatCells, heatShare } from "#lib/statistics/heat-cells.ts";

/** The faintest cell that holds a call still shows. */
const faintest = 0.1;

/** The opacity in which a cell with this many calls is drawn; 0: it holds none. */
export function heatOpacity(count: number, most: number): number {
  return count === 0 ? 0 : faintest + (1 - faintest) * heatShare(count, most);
}

/** One pixel for each cell, slow calls at the top: the chart stretches it. Null where there is no canvas. */
export function paintHeat(cells: HeatCells, colour: string): string | null {
  const columns = cells.startEdgesUs.length - 1;
  const rows = cells.latencyEdgesUs.length - 1;
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = colour;
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const count = cells.counts[column * rows + row] ?? 0;
      if (count === 0) continue;
      pen.globalAlpha = heatOpacity(count, cells.most);
      pen.fillRect(column, rows - 1 - row, 1, 1);
    }
  }
  return canvas.toDataURL("image/png");
}
