import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { logLogSlope } from "./log-log-slope.ts";

const sizes = [2_000, 4_000, 8_000, 16_000, 32_000];
const pointsOf = (cost: (n: number) => number) => sizes.map((n) => ({ n, cost: cost(n) }));

describe("the exponent of a power law", () => {
  test.each([
    ["a constant", (_: number) => 7, 0],
    ["n", (n: number) => 3 * n, 1],
    ["n²", (n: number) => 0.001 * n ** 2, 2],
    ["the root of n", (n: number) => 40 * Math.sqrt(n), 0.5],
  ])("of %s is found exactly", (_, cost, exponent) => {
    expect(logLogSlope(pointsOf(cost))).toBeCloseTo(exponent, 9);
  });

  test("n · log n lies a little above 1", () => {
    const slope = logLogSlope(pointsOf((n) => n * Math.log(n)));
    expect(slope).toBeGreaterThan(1.05);
    expect(slope).toBeLessThan(1.2);
  });

  test("a quarter of noise does not let n, n · log n and n² be taken for one another", () => {
    const random = createRandom(5);
    const noisy = (cost: (n: number) => number) =>
      logLogSlope(pointsOf((n) => cost(n) * (0.75 + 0.5 * random.next()))) ?? Number.NaN;
    for (let round = 0; round < 200; round++) {
      expect(noisy((n) => n)).toBeLessThan(1.4);
      expect(noisy((n) => n * Math.log(n))).toBeLessThan(1.45);
      expect(noisy((n) => n ** 2)).toBeGreaterThan(1.6);
    }
  });
});

test.each([
  ["nothing", []],
  ["a single point", [{ n: 2, cost: 3 }]],
  [
    "one size several times",
    [
      { n: 2, cost: 3 },
      { n: 2, cost: 4 },
    ],
  ],
  [
    "a cost of zero",
    [
      { n: 2, cost: 3 },
      { n: 4, cost: 0 },
    ],
  ],
  [
    "a cost that was never measured",
    [
      { n: 2, cost: 3 },
      { n: 4, cost: Number.POSITIVE_INFINITY },
    ],
  ],
  [
    "a size that is no number",
    [
      { n: 2, cost: 3 },
      { n: Number.NaN, cost: 4 },
    ],
  ],
])("there is no exponent in %s", (_, points) => {
  expect(logLogSlope(points)).toBeUndefined();
});
