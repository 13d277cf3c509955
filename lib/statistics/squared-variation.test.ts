import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { squaredVariation } from "./squared-variation.ts";

const valuesOf = (n: number, seed: number, of: (next: () => number) => number) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, () => of(random.next));
};

describe("the squared variation", () => {
  test.each([
    ["a constant", () => 7, 0],
    ["exponential times", (next: () => number) => -Math.log(1 - next()), 1],
    ["times between 0 and 1", (next: () => number) => next(), 1 / 3],
    ["one in ten ten times as long", (next: () => number) => (next() < 0.1 ? 10 : 1), 7.29 / 3.61],
  ] as const)("of %s is known and its interval covers it in about 9 of 10 runs", (_, of, truth) => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const found = squaredVariation(valuesOf(1_000, 53 * seed + 2, of)) ?? expect.fail();
      if (found.lower <= truth + 1e-9 && found.upper >= truth - 1e-9) covered++;
    }
    expect(covered).toBeGreaterThan(174);
  });

  test("does not depend on the unit", () => {
    const values = valuesOf(500, 1, (next) => next());
    const micro = squaredVariation(values.map((each) => each * 1e6));
    expect(micro?.value).toBeCloseTo(squaredVariation(values)?.value ?? 0, 9);
  });

  test("is not known of fewer than 200 values or of nothing", () => {
    expect(squaredVariation(new Float64Array(199).fill(1))).toBeNull();
    expect(squaredVariation(new Float64Array(200))).toBeNull();
  });
});
