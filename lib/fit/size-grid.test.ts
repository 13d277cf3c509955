import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { agree } from "./interval.ts";
import { geometricSizes, shuffledSizes, wantedSpan } from "./size-grid.ts";

describe("sizes to measure (G3)", () => {
  test("are a geometric grid with both ends", () => {
    expect(geometricSizes(16, 16 * wantedSpan)).toEqual([
      16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384,
    ]);
    expect(geometricSizes(10, 1_000, 3)).toEqual([10, 100, 1_000]);
  });

  test("are whole and never twice the same", () => {
    expect(geometricSizes(1, 8)).toEqual([1, 2, 3, 4, 5, 6, 8]);
    expect(geometricSizes(7, 7)).toEqual([7]);
  });

  test("are measured in shuffled order, each as often, and the same for the same seed", () => {
    const sizes = geometricSizes(16, 16_384);
    const order = shuffledSizes(sizes, 7, createRandom(3));
    expect(order.length).toBe(77);
    for (const size of sizes) expect(order.filter((each) => each === size).length).toBe(7);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
    expect(order).toEqual(shuffledSizes(sizes, 7, createRandom(3)));
  });

  test("come first as often as last", () => {
    const random = createRandom(5);
    const first = Array.from({ length: 900 }, () => shuffledSizes([1, 2, 3], 1, random)[0]);
    for (const size of [1, 2, 3]) {
      const count = first.filter((each) => each === size).length;
      expect(count).toBeGreaterThan(240);
      expect(count).toBeLessThan(360);
    }
  });
});

test("two measurements of the fixed cost agree when their intervals meet (G2)", () => {
  expect(agree({ lower: 40, upper: 50 }, { lower: 50, upper: 60 })).toBe(true);
  expect(agree({ lower: 40, upper: 49 }, { lower: 50, upper: 60 })).toBe(false);
  expect(agree({ lower: 40, upper: 90 }, { lower: 50, upper: 60 })).toBe(true);
});
