import { describe, expect, test } from "vitest";
import { toHeatCells } from "#lib/statistics/heat-cells.ts";
import { heatOpacity } from "./heat-picture.ts";
import { countAt, fullestPlace, placeAt, regionOf } from "./heat-places.ts";

const calls = Array.from({ length: 1_000 }, (_, index) => ({
  startUs: index * 1_000,
  us: 1_000 + ((index * 7_919) % 9_973) * 10,
}));
const cells = toHeatCells(calls);
if (cells === null) throw new Error("calls have cells");

describe("places of the heat map", () => {
  test("a call lies inside the region of its own cell, and every call in exactly one", () => {
    const places = new Map<string, number>();
    for (const { startUs, us } of calls) {
      const place = placeAt(cells, startUs, us);
      const { fromUs, toUs, lowUs, highUs } = regionOf(cells, place, place);
      expect(startUs >= fromUs && startUs <= toUs && us >= lowUs && us <= highUs).toBe(true);
      const name = `${place.column}/${place.row}`;
      places.set(name, (places.get(name) ?? 0) + 1);
    }
    for (const [name, count] of places) {
      const [column = 0, row = 0] = name.split("/").map(Number);
      // The lowest row selects what lies below it as well, which is counted apart.
      if (row > 0) expect(countAt(cells, { column, row }), name).toBe(count);
    }
  });

  test("regions of neighbouring cells do not overlap", () => {
    const left = regionOf(cells, { column: 3, row: 20 }, { column: 3, row: 20 });
    const right = regionOf(cells, { column: 4, row: 21 }, { column: 4, row: 21 });
    expect(left.toUs).toBeLessThan(right.fromUs);
    expect(left.highUs).toBeLessThan(right.lowUs);
  });

  test("two cells span the same region whichever comes first", () => {
    const [a, b] = [
      { column: 2, row: 50 },
      { column: 90, row: 4 },
    ];
    expect(regionOf(cells, a, b)).toEqual(regionOf(cells, b, a));
  });

  test("the fullest cell holds the most", () => {
    expect(countAt(cells, fullestPlace(cells))).toBe(cells.most);
  });
});

describe("colours of the heat map", () => {
  test("an empty cell is not drawn, a single call is seen beside a thousand, and more is darker", () => {
    expect(heatOpacity(0, 1_000)).toBe(0);
    expect(heatOpacity(1, 1_000)).toBeGreaterThanOrEqual(0.1);
    expect(heatOpacity(250, 1_000)).toBeLessThan(heatOpacity(500, 1_000));
    expect(heatOpacity(1_000, 1_000)).toBe(1);
  });
});
