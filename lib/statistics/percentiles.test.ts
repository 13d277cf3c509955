import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import {
  minimumSamples,
  nearestRank,
  rankInterval,
  toDistribution,
  toPercentile,
  toSorted,
} from "./percentiles.ts";

const tenValues = toSorted([10, 20, 30, 40, 50, 60, 70, 80, 90, 1000]);

describe("a percentile", () => {
  test.each([
    [0.5, 50],
    [0.9, 90],
    [0.95, 1000],
    [0.99, 1000],
  ])("%f of 10, 20 … 90, 1000 is a value that occurred: %i", (p, value) => {
    expect(toPercentile(tenValues, p).value).toBe(value);
  });

  test.each([
    [0.07, 100, 7],
    [0.95, 39, 38],
    [0.5, 1, 1],
    [0.999, 3, 3],
    [0, 5, 1],
    [1, 5, 5],
  ])("p = %f of %i values has rank %i", (p, n, rank) => {
    expect(nearestRank(p, n)).toBe(rank);
  });

  test.each([
    [0.5, 6],
    [0.9, 36],
    [0.95, 72],
    [0.99, 368],
    [0.999, 3_688],
  ])("p = %f needs %i samples", (p, needs) => {
    expect(minimumSamples(p)).toBe(needs);
    expect(toPercentile(toSorted(Array.from({ length: needs }, (_, i) => i)), p).enough).toBe(true);
    expect(toPercentile(toSorted(Array.from({ length: needs - 1 }, (_, i) => i)), p).enough).toBe(false);
  });

  test.each([
    [0.5, 100, 40, 61],
    [0.95, 1_000, 936, 964],
    [0.99, 500, 490, 500],
    [0.99, 1_000, 983, 997],
    [0.99, 10_000, 9_880, 9_920],
    [0.999, 10_000, 9_983, 9_997],
  ])("p = %f of %i values lies between the ranks %i and %i", (p, n, low, high) => {
    expect(rankInterval(p, n)).toEqual({ low, high });
  });

  test("of a large sample has an interval too", () => {
    const { low, high } = rankInterval(0.5, 200_000);
    // ± 1.96 · √(n/4)
    expect([low, high]).toEqual([99_562, 100_439]);
  });

  test("of a small sample is open on the side that no sample bounds", () => {
    expect(toPercentile(tenValues, 0.99)).toMatchObject({ lower: 90, upper: null });
    expect(toPercentile(toSorted([1, 2]), 0.1)).toMatchObject({ lower: null, upper: 2 });
  });

  test("covers the true value in about 95 of 100 samples", () => {
    const random = createRandom(11);
    let covered = 0;
    for (let trial = 0; trial < 1_000; trial++) {
      const { lower, upper } = toPercentile(toSorted(Array.from({ length: 500 }, () => random.next())), 0.9);
      if ((lower ?? 0) <= 0.9 && (upper ?? 1) >= 0.9) covered++;
    }
    expect(covered).toBeGreaterThan(930);
    expect(covered).toBeLessThan(990);
  });
});

describe("a distribution", () => {
  test("of two halves put together is that of the whole", () => {
    const random = createRandom(3);
    const values = Array.from({ length: 5_000 }, () => random.whole(1, 1e6));
    const merged = toSorted([...toSorted(values.slice(0, 2_500)), ...toSorted(values.slice(2_500))]);
    expect(toDistribution(merged)).toEqual(toDistribution(toSorted(values)));
  });

  test("has its numbers in order: mean ≤ max, p50 ≤ p95 ≤ p99 ≤ max", () => {
    const random = createRandom(5);
    for (let trial = 0; trial < 200; trial++) {
      const values = Array.from({ length: random.whole(1, 300) }, () =>
        Math.round(Math.exp(random.next() * 14)),
      );
      const { mean, min, max, percentiles } = toDistribution(toSorted(values)) ?? expect.fail();
      const ladder = [min, ...percentiles.map(({ value }) => value), max];
      expect(ladder).toEqual([...ladder].sort((a, b) => a - b));
      expect(mean).toBeLessThanOrEqual(max);
    }
  });

  test("of nothing is nothing", () => {
    expect(toDistribution(toSorted([]))).toBeNull();
  });
});
