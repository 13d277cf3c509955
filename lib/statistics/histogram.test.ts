import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { linearEdges, logEdges, toHistogram } from "./histogram.ts";
import { toSorted } from "./percentiles.ts";

describe("edges", () => {
  test("stand on 1, 2 and 5, and widen by an equal ratio between them", () => {
    expect(logEdges(1, 90, 10)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logEdges(1_000, 9_999, 12)).toEqual([
      1_000, 1_260, 1_587, 2_000, 2_515, 3_162, 3_976, 5_000, 6_300, 7_937, 10_000,
    ]);
  });

  test("are equally far apart on a logarithmic axis, within one part in a hundred", () => {
    const edges = logEdges(1e5, 1e7, 120);
    const ratios = edges.slice(1).map((edge, index) => edge / (edges[index] ?? 1));
    expect(Math.max(...ratios) / Math.min(...ratios)).toBeLessThan(1.01);
  });

  test("pass through 1, 2 and 5 of every decade they cover", () => {
    const edges = logEdges(10, 1e7, 120);
    for (let decade = 10; decade <= 1e6; decade *= 10) {
      for (const step of [1, 2, 5]) expect(edges).toContain(step * decade);
    }
  });

  test("separate three waves of about a second each", () => {
    const histogram = toHistogram(
      toSorted([1_003_000, 1_004_000, 2_010_000, 3_020_000]),
      logEdges(1_003_000, 3_020_000, 20),
    );
    expect(histogram.bars.filter(({ count }) => count > 0).map(({ count }) => count)).toEqual([2, 1, 1]);
  });
});

describe("a histogram", () => {
  test("holds every value in exactly one bar, in at most as many bars as allowed", () => {
    const random = createRandom(17);
    for (let trial = 0; trial < 400; trial++) {
      const spread = random.next() * 16;
      const base = Math.exp(random.next() * 8);
      const values = toSorted(
        Array.from({ length: random.whole(1, 400) }, () =>
          Math.round(base * Math.exp(random.next() * spread)),
        ),
      );
      const edges = logEdges(values[0] ?? 1, values[values.length - 1] ?? 1, 120);
      const { bars, below, above } = toHistogram(values, edges);
      expect(bars.length).toBeLessThanOrEqual(120);
      expect(bars.length).toBeGreaterThan(0);
      expect(below + above + bars.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(above).toBe(0);
      for (const { fromUs, toUs, count } of bars) {
        expect(Number.isInteger(fromUs) && toUs > fromUs).toBe(true);
        expect(count).toBe(values.filter((value) => value >= fromUs && value < toUs).length);
      }
      expect(bars.slice(1).every(({ fromUs }, index) => fromUs === bars[index]?.toUs)).toBe(true);
    }
  });

  test("counts what lies outside its edges instead of clipping it", () => {
    const { bars, below, above } = toHistogram(toSorted([0, 3, 15, 10_000, 20_000]), [10, 20, 50]);
    expect([below, above]).toEqual([2, 2]);
    expect(bars).toEqual([
      { fromUs: 10, toUs: 20, count: 1 },
      { fromUs: 20, toUs: 50, count: 0 },
    ]);
  });

  test("of equal values is one bar", () => {
    const edges = logEdges(1_000_000, 1_000_000, 120);
    expect(edges.length).toBe(2);
    expect(toHistogram(toSorted([1e6, 1e6, 1e6]), edges).bars[0]?.count).toBe(3);
  });
});

describe("equally wide buckets", () => {
  test.each([
    [0, 1_000, 60],
    [980_000, 3_020_000, 60],
    [7, 7, 16],
    [1, 9e6, 120],
  ])("from %i to %i in at most %i bars cover every value in whole steps", (min, max, maxBars) => {
    const edges = linearEdges(min, max, maxBars);
    expect(edges.length).toBeLessThanOrEqual(maxBars + 1);
    expect(edges[0]).toBeLessThanOrEqual(min);
    expect(edges.at(-1)).toBeGreaterThan(max);
    const widths = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
    expect(new Set(widths).size).toBe(1);
    expect(toHistogram(toSorted([min, max]), edges)).toMatchObject({ below: 0, above: 0 });
  });
});
