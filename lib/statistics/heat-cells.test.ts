import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { heatShare, toHeatCells } from "./heat-cells.ts";

describe("heat cells (L4)", () => {
  test("hold every call exactly once, and none is lost above", () => {
    const random = createRandom(2);
    for (let trial = 0; trial < 50; trial++) {
      const calls = Array.from({ length: random.whole(1, 5_000) }, () => ({
        startUs: random.whole(0, 1e7),
        us: Math.round(Math.exp(random.next() * 12)),
      }));
      const cells = toHeatCells(calls) ?? expect.fail();
      expect(cells.counts.reduce((sum, count) => sum + count, 0) + cells.below).toBe(calls.length);
      expect(cells.below).toBeLessThanOrEqual(calls.length / 1_000);
      expect(cells.most).toBe(Math.max(...cells.counts));
    }
  });

  test("are 120 by 60, from p0.1 to the maximum, in equal ratios", () => {
    const calls = Array.from({ length: 61 }, (_, row) => ({
      startUs: row * 100,
      us: 1_000 * 2 ** (row / 6),
    }));
    const { counts, startEdgesUs, latencyEdgesUs } = toHeatCells(calls) ?? expect.fail();
    expect(counts.length).toBe(120 * 60);
    expect([startEdgesUs.length, startEdgesUs[0], startEdgesUs[120]]).toEqual([121, 0, 6_000]);
    expect(latencyEdgesUs.length).toBe(61);
    expect(latencyEdgesUs[0]).toBe(1_000);
    expect(latencyEdgesUs[60]).toBeCloseTo(1_024_000, 4);
    expect(latencyEdgesUs[6]).toBeCloseTo(2_000, 6);
  });

  test("put each call between the edges of its cell", () => {
    const random = createRandom(9);
    const calls = Array.from({ length: 500 }, () => ({
      startUs: random.whole(0, 5_000),
      us: random.whole(50, 9_000),
    }));
    for (const call of calls) {
      const alone =
        toHeatCells([{ startUs: 0, us: 50 }, call, { startUs: 5_000, us: 9_000 }]) ?? expect.fail();
      const { counts, startEdgesUs, latencyEdgesUs } = alone;
      const holds = Array.from(counts.entries()).some(([cell, count]) => {
        const [column, row] = [Math.floor(cell / 60), cell % 60];
        return (
          count > 0 &&
          (startEdgesUs[column] ?? 0) <= call.startUs + 1e-6 &&
          call.startUs <= (startEdgesUs[column + 1] ?? 0) + 1e-6 &&
          (latencyEdgesUs[row] ?? 0) <= call.us * (1 + 1e-9) &&
          call.us <= (latencyEdgesUs[row + 1] ?? 0) * (1 + 1e-9)
        );
      });
      expect(holds).toBe(true);
    }
  });

  test("of calls that are all the same are one", () => {
    const cells = toHeatCells(Array.from({ length: 9 }, () => ({ startUs: 5, us: 700 })));
    expect(cells?.most).toBe(9);
    expect(toHeatCells([])).toBeNull();
  });

  test("are drawn by the square root of their count", () => {
    expect([0, 1, 25, 100].map((count) => heatShare(count, 100))).toEqual([0, 0.1, 0.5, 1]);
    expect(heatShare(0, 0)).toBe(0);
  });
});
