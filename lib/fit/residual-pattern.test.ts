import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { rankCorrelation } from "#lib/statistics/rank-correlation.ts";
import { residualPattern } from "./residual-pattern.ts";

describe("a pattern in residuals (G4)", () => {
  test("is a trend where Spearman's |r| is above 0.6", () => {
    // Ranks 1 to 5 with one exchange of the ends' neighbours: r = 1 − 6 · Σd² / (5 · 24).
    expect(rankCorrelation([1, 2, 3, 4, 5], [1, 2, 3, 5, 4])).toBeCloseTo(0.9, 12);
    expect(residualPattern([-0.2, -0.1, 0, 0.2, 0.1])).toMatchObject({ kind: "trend" });
    expect(residualPattern([0.2, 0.1, 0, -0.2, -0.1])).toMatchObject({ kind: "trend" });
    // Σd² = 8: r = 0.6, not above it.
    expect(rankCorrelation([1, 2, 3, 4, 5], [1, 4, 3, 2, 5])).toBeCloseTo(0.6, 12);
    expect(residualPattern([-0.2, 0.1, 0, -0.1, 0.2])).toBeNull();
  });

  test("is a wave where neighbours are alike, if it is high enough to tell", () => {
    const wave = [0.1, 0.1, 0, -0.1, -0.2, -0.1, 0, 0.1, 0.1, 0.05];
    expect(residualPattern(wave)).toMatchObject({ kind: "wave" });
    expect(residualPattern(wave.map((each) => each / 10))).toBeNull();
  });

  test("is rarely seen in noise", () => {
    let seen = 0;
    for (let seed = 0; seed < 500; seed++) {
      const random = createRandom(71 * seed);
      if (residualPattern(Array.from({ length: 11 }, () => 0.1 * normal(random)))?.kind === "wave") seen++;
    }
    expect(seen).toBeLessThan(15);
  });

  test("is not made of the last digits of the arithmetic", () => {
    expect(residualPattern([1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => each * 1e-15))).toBeNull();
    expect(residualPattern([0, 0, 0])).toBeNull();
  });
});
