import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { ladder, largerSizes, roundCost, shuffledRounds, sweepSizes } from "./size-plan.ts";

test("a ladder doubles and ends at its end", () => {
  expect(ladder(3, 20, 1).map(({ n }) => n)).toEqual([3, 6, 12, 20]);
  expect(ladder(4, 8, 2).map(({ n }) => n)).toEqual([4, 4, 8, 8]);
});

test("a sweep has eleven sizes with both ends", () => {
  const sizes = sweepSizes(16, 16_384);
  expect(sizes).toEqual([16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384]);
});

describe("rounds", () => {
  test("each holds every size once, in an order of its own", () => {
    const sizes = sweepSizes(16, 16_384);
    const calls = shuffledRounds(sizes, 7, createRandom(5)).map(({ n }) => n);
    const rounds = Array.from({ length: 7 }, (_, round) => calls.slice(round * 11, round * 11 + 11));
    for (const round of rounds) expect(round.toSorted((a, b) => a - b)).toEqual(sizes);
    expect(new Set(rounds.map((round) => round.join())).size).toBe(7);
  });

  test("the same seed gives the same order", () => {
    const order = () => shuffledRounds([1, 2, 3, 4, 5], 3, createRandom(9));
    expect(order()).toEqual(order());
  });
});

test("larger sizes follow the same grid and stop at the limit", () => {
  expect(largerSizes(16, 16_384, 1e9)).toEqual([32_768, 65_536]);
  expect(largerSizes(16, 16_384, 40_000)).toEqual([32_768]);
  expect(largerSizes(16, 16_384, 16_384)).toEqual([]);
});

test("a round costs what its sizes cost, and beyond them as if it grew by the square", () => {
  const known = new Map([
    [10, 100],
    [20, 300],
  ]);
  expect(roundCost([10, 20], known)).toBe(400);
  expect(roundCost([15], known)).toBe(300);
  expect(roundCost([40], known)).toBe(1_200);
});
