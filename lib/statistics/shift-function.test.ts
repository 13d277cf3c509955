import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { toSorted } from "./percentiles.ts";
import { toQuantilePairs } from "./quantile-pairs.ts";
import { shiftFunction } from "./shift-function.ts";

function exponential(n: number, seed: number) {
  const random = createRandom(seed);
  return toSorted(Array.from({ length: n }, () => -1_000 * Math.log(1 - random.next())));
}

describe("the shift function (L10)", () => {
  test("is the same at every decile when all calls became slower by the same time", () => {
    const a = exponential(2_000, 1);
    for (const { shift, lower, upper } of shiftFunction(a, toSorted(a.map((us) => us + 500)))) {
      expect(shift).toBeCloseTo(500, 6);
      expect(lower).toBeLessThan(500);
      expect(upper).toBeGreaterThan(500);
    }
  });

  test("grows with the decile when only the slow calls became slower", () => {
    const a = exponential(2_000, 1);
    const b = toSorted(a.map((us) => (us > 1_500 ? 3 * us : us)));
    const shifts = shiftFunction(a, b);
    expect(shifts.slice(0, 6).map(({ shift }) => shift)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(shifts[8]?.lower).toBeGreaterThan(1_000);
  });

  test("covers the true shift of a decile in about 95 of 100 pairs of samples", () => {
    const covered = Array.from({ length: 9 }, () => 0);
    for (let seed = 0; seed < 200; seed++) {
      const shifts = shiftFunction(exponential(200, 7 * seed + 1), exponential(200, 11 * seed + 90_001), 300);
      for (const [at, { lower, upper }] of shifts.entries()) {
        if (lower <= 0 && upper >= 0) covered[at] = (covered[at] ?? 0) + 1;
      }
    }
    for (const count of covered) expect(count).toBeGreaterThan(178);
  });

  test("needs more samples for the outer deciles, and is repeatable", () => {
    const [a, b] = [exponential(20, 1), exponential(20, 2)];
    expect(shiftFunction(a, b).map(({ enough }) => enough)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(shiftFunction(a, b)).toEqual(shiftFunction(a, b));
    expect(shiftFunction(a, toSorted([]))).toEqual([]);
  });
});

describe("Q–Q points", () => {
  test("lie on the diagonal for a sample against itself, ascend, and are at most 200", () => {
    const a = exponential(5_000, 3);
    const pairs = toQuantilePairs(a, a);
    expect(pairs.length).toBe(200);
    for (const pair of pairs) expect(pair.a).toBe(pair.b);
    expect(pairs.map(({ a }) => a)).toEqual([...pairs.map(({ a }) => a)].sort((x, y) => x - y));
    expect(pairs.at(-1)?.a).toBe(a[4_999]);
  });

  test("are as many as the smaller sample has values", () => {
    const pairs = toQuantilePairs(toSorted([1, 2, 3]), exponential(50, 1));
    expect(pairs.map(({ a }) => a)).toEqual([1, 2, 3]);
    expect(toQuantilePairs(toSorted([]), toSorted([1]))).toEqual([]);
  });
});
