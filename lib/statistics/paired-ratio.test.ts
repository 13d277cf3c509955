import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { pairedRatio } from "./paired-ratio.ts";

describe("the ratio of paired runs", () => {
  test("of one pair is their ratio and has no interval", () => {
    expect(pairedRatio([[4_000, 1_000]])).toEqual({ ratio: 4, pairs: 1, interval: null });
  });

  test("has no interval below five pairs", () => {
    expect(pairedRatio(Array.from({ length: 4 }, () => [4, 1] as const))?.interval).toBeNull();
    expect(pairedRatio(Array.from({ length: 5 }, () => [4, 1] as const))?.interval).not.toBeNull();
  });

  test("is what the t distribution says for five pairs worked out by hand", () => {
    // ln of 2, 2, 2, 2, 4: mean 0.83178, s 0.30999, t(4) 2.776, half width 0.38485.
    const found = pairedRatio([
      [2, 1],
      [2, 1],
      [2, 1],
      [2, 1],
      [4, 1],
    ]);
    expect(found?.ratio).toBeCloseTo(2.2974, 4);
    expect(found?.interval?.lower).toBeCloseTo(1.5635, 3);
    expect(found?.interval?.upper).toBeCloseTo(3.3757, 3);
  });

  test("turned round is the inverse", () => {
    const pairs = [3, 4, 5, 4, 3.5].map((a) => [a, 1] as const);
    const one = pairedRatio(pairs);
    const other = pairedRatio(pairs.map(([a, b]) => [b, a] as const));
    expect((one?.ratio ?? 0) * (other?.ratio ?? 0)).toBeCloseTo(1, 9);
    expect((one?.interval?.lower ?? 0) * (other?.interval?.upper ?? 0)).toBeCloseTo(1, 9);
  });

  test("covers the true ratio in about 95 of 100 experiments", () => {
    const random = createRandom(7);
    const noise = () =>
      Math.exp(0.2 * (Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b) - 6));
    let covered = 0;
    for (let trial = 0; trial < 1_000; trial++) {
      const found = pairedRatio(Array.from({ length: 7 }, () => [4 * noise(), noise()] as const));
      const { lower, upper } = found?.interval ?? { lower: 0, upper: 0 };
      if (lower <= 4 && 4 <= upper) covered++;
    }
    expect(covered).toBeGreaterThan(920);
    expect(covered).toBeLessThan(975);
  });

  test("is unknown without a time", () => {
    expect(pairedRatio([])).toBeNull();
    expect(pairedRatio([[0, 1]])).toBeNull();
  });
});
