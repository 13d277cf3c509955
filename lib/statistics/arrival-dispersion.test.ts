import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { arrivalDispersion } from "./arrival-dispersion.ts";

function poisson(n: number, seed: number) {
  const random = createRandom(seed);
  let now = 0;
  return Float64Array.from({ length: n }, () => {
    now -= Math.log(1 - random.next());
    return now;
  });
}

describe("the dispersion of arrivals", () => {
  test("is about 1 for Poisson arrivals, and its interval covers 1 in about 95 of 100 runs", () => {
    let covered = 0;
    let sum = 0;
    for (let seed = 0; seed < 300; seed++) {
      const found = arrivalDispersion(poisson(2_000, 37 * seed)) ?? expect.fail();
      sum += found.value;
      if (found.lower <= 1 && found.upper >= 1) covered++;
    }
    expect(sum / 300).toBeGreaterThan(0.95);
    expect(sum / 300).toBeLessThan(1.05);
    expect(covered).toBeGreaterThan(270);
    expect(covered).toBeLessThan(297);
  });

  test("is about 0 for a constant gap, and far above 1 for bursts", () => {
    expect(
      arrivalDispersion(Float64Array.from({ length: 1_000 }, (_, call) => call * 10))?.upper,
    ).toBeLessThan(0.1);
    const bursts = Float64Array.from(
      { length: 1_000 },
      (_, call) => Math.floor(call / 50) * 1_000 + (call % 50),
    );
    expect(arrivalDispersion(bursts)?.lower).toBeGreaterThan(5);
  });

  test("worked out by hand: ten, no, ten, no … in each of twenty windows", () => {
    // 200 calls in 20 windows of 10: half of them hold 20, half none. Variance 100 · 20/19, mean 10.
    const starts = Float64Array.from(
      { length: 200 },
      (_, call) => Math.floor(call / 20) * 2 + (call % 20) / 25,
    );
    starts[199] = 19.999_999;
    const found = arrivalDispersion(starts);
    expect(found?.windows).toBe(20);
    expect(found?.value).toBeGreaterThan(9);
    expect(found?.value).toBeLessThan(11);
  });

  test("is not known for few calls, nor for calls that start together", () => {
    expect(arrivalDispersion(poisson(199, 1))).toBeNull();
    expect(arrivalDispersion(new Float64Array(500))).toBeNull();
  });
});
