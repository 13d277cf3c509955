import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { comparePercentiles } from "./compare-percentiles.ts";
import { type Sorted, toSorted } from "./percentiles.ts";

const compareMedians = (a: Sorted, b: Sorted, resamples?: number) => comparePercentiles(a, b, 0.5, resamples);

function sample(n: number, scale: number, seed: number) {
  const random = createRandom(seed);
  return toSorted(Array.from({ length: n }, () => scale * (0.8 + 0.4 * random.next())));
}

/** Spread of 20 %. */
function normalSample(n: number, mean: number, seed: number) {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return toSorted(Array.from({ length: n }, () => mean * Math.max(0.05, 1 + 0.2 * normal())));
}

describe("two runs compared", () => {
  test("with medians far apart: the ratio lies in an interval that leaves out 1", () => {
    const result = compareMedians(sample(100, 100, 1), sample(100, 400, 2));
    expect(result.kind).toBe("slower");
    if (result.kind === "tooFew") return expect.fail();
    expect(result.ratio).toBeCloseTo(4, 0);
    expect(result.lower).toBeGreaterThan(3.5);
    expect(result.upper).toBeLessThan(4.5);
    expect(compareMedians(sample(100, 400, 2), sample(100, 100, 1)).kind).toBe("faster");
  });

  test("of the same kind show no difference in at least 9 of 10 trials", () => {
    let shown = 0;
    for (let seed = 0; seed < 100; seed++) {
      if (compareMedians(sample(60, 100, seed), sample(60, 100, seed + 1_000)).kind !== "noDifference")
        shown++;
    }
    expect(shown).toBeLessThanOrEqual(10);
  });

  test("with a difference too small to matter say so", () => {
    expect(compareMedians(toSorted([100, 100, 100, 100, 100, 100]), toSorted(Array(6).fill(102))).kind).toBe(
      "negligible",
    );
  });

  test("give the same interval every time, and refuse fewer than six samples", () => {
    const a = sample(30, 100, 3);
    const b = sample(30, 110, 4);
    expect(compareMedians(a, b)).toEqual(compareMedians(a, b));
    expect(compareMedians(a, sample(5, 100, 1))).toEqual({ kind: "tooFew", needs: 6 });
  });

  test("have the interval that counting every resample of seven values gives", () => {
    // P(median ≤ 1) = P(Bin(7, 1/7) ≥ 4) = 0.011, P(median ≤ 2) = 0.098; from above the same.
    const result = compareMedians(toSorted(Array(7).fill(1)), toSorted([1, 2, 3, 4, 5, 6, 7]), 20_000);
    expect(result).toEqual({ kind: "slower", ratio: 4, lower: 2, upper: 6 });
  });

  test("resample as drawing every value anew would", () => {
    const a = sample(41, 100, 5);
    const b = sample(41, 100, 6);
    const random = createRandom(8);
    const median = (values: Float64Array) =>
      values.map(() => values[random.whole(0, 40)] ?? 0).sort()[20] ?? 0;
    const drawn = new Float64Array(8_000).map(() => median(b) / median(a)).sort();
    const result = compareMedians(a, b, 8_000);
    if (result.kind === "tooFew") return expect.fail();
    expect(Math.abs(result.lower - (drawn[200] ?? 0))).toBeLessThan(0.01);
    expect(Math.abs(result.upper - (drawn[7_800] ?? 0))).toBeLessThan(0.01);
  });

  test.each([
    [10, 0.79, 1.28],
    [30, 0.93, 1.18],
    [100, 1.02, 1.19],
    [1_000, 1.09, 1.15],
  ])(
    "with %i calls each, a spread of a fifth and ratio 1.1, have an interval about as wide as %f to %f",
    (n, lower, upper) => {
      const widths = Array.from({ length: 40 }, (_, seed) => {
        const result = compareMedians(normalSample(n, 100, 2 * seed), normalSample(n, 110, 2 * seed + 1));
        return result.kind === "tooFew" ? Number.NaN : Math.log(result.upper / result.lower);
      }).sort((a, b) => a - b);
      const expected = Math.log(upper / lower);
      // One sample's interval: a rough guide. The median of forty lies within a factor of two of it.
      expect((widths[20] ?? 0) / expected).toBeGreaterThan(0.5);
      expect((widths[20] ?? 0) / expected).toBeLessThan(2);
    },
  );
});

describe("a tail compared", () => {
  test("needs as many samples as the percentile itself", () => {
    const few = sample(100, 100, 1);
    expect(comparePercentiles(few, few, 0.95).kind).toBe("noDifference");
    expect(comparePercentiles(few, few, 0.99)).toEqual({ kind: "tooFew", needs: 368 });
  });

  test("may differ where the medians do not", () => {
    const a = sample(400, 100, 1);
    const b = toSorted(a.map((us, index) => (index % 10 === 0 ? us * 3 : us)));
    expect(comparePercentiles(a, b, 0.5).kind).not.toBe("slower");
    expect(comparePercentiles(a, b, 0.95).kind).toBe("slower");
  });
});
