import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { batchMeans } from "./batch-means.ts";

describe("batch means", () => {
  test("of five to a batch, worked out by hand", () => {
    // Batch means 0, 1, … 19: mean 9.5, variance 35, error √(35 / 20), t(19) 2.093.
    const values = Float64Array.from({ length: 100 }, (_, index) => Math.floor(index / 5));
    const found = batchMeans(values);
    expect(found?.mean).toBe(9.5);
    expect(found?.standardError).toBeCloseTo(Math.sqrt(1.75), 12);
    expect(found?.upper).toBeCloseTo(9.5 + 2.093 * Math.sqrt(1.75), 9);
    expect(found?.batchSize).toBe(5);
    expect(found?.correlation).toBeCloseTo(1, 9);
    expect(found?.trusted).toBe(false);
  });

  test("of independent values are nearly as sure as the values themselves, and trusted", () => {
    let trusted = 0;
    let effective = 0;
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(seed);
      const found = batchMeans(Float64Array.from({ length: 2_000 }, () => random.next())) ?? expect.fail();
      if (found.trusted) trusted++;
      effective += found.effectiveSamples / 100;
    }
    expect(trusted).toBeGreaterThanOrEqual(90);
    expect(effective).toBeGreaterThan(1_000);
  });

  test("leave out what is too much at the beginning, and need a hundred values", () => {
    const values = Float64Array.from({ length: 119 }, (_, index) => (index < 19 ? 1e9 : 3));
    expect(batchMeans(values)).toMatchObject({
      mean: 3,
      standardError: 0,
      lower: 3,
      upper: 3,
      trusted: true,
    });
    expect(batchMeans(values.subarray(0, 99))).toBeNull();
  });
});
