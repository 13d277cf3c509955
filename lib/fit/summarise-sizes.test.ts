import { expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { summariseSizes } from "./summarise-sizes.ts";

test("shuffled repeats become one row per size with the median and the minimum (G3)", () => {
  const measured = [
    { n: 20, cost: 7 },
    { n: 10, cost: 3 },
    { n: 20, cost: 5 },
    { n: 10, cost: 1 },
    { n: 20, cost: 90 },
  ];
  expect(summariseSizes(measured)).toEqual([
    { n: 10, repeats: 2, median: 1, minimum: 1, scatter: null },
    { n: 20, repeats: 3, median: 7, minimum: 5, scatter: null },
  ]);
});

test("the scatter is the standard error of the median, whatever one disturbed repeat says", () => {
  const random = createRandom(4);
  const trials = Array.from({ length: 2_000 }, () => {
    const costs = Array.from({ length: 9 }, () => 100 * (1 + 0.05 * normal(random)));
    const [row] = summariseSizes(costs.map((cost) => ({ n: 1, cost })));
    return { median: row?.median ?? 0, scatter: row?.scatter ?? 0 };
  });
  const spread = Math.sqrt(
    trials.reduce((sum, { median }) => sum + (median / 100 - 1) ** 2, 0) / trials.length,
  );
  const scatter = trials.reduce((sum, each) => sum + each.scatter, 0) / trials.length;
  expect(scatter / spread).toBeGreaterThan(0.75);
  expect(scatter / spread).toBeLessThan(1.25);
  const costs = [100, 101, 99, 100, 102, 98, 100, 101, 9_000];
  expect(summariseSizes(costs.map((cost) => ({ n: 1, cost })))[0]?.scatter).toBeLessThan(0.02);
});
