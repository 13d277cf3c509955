import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { amdahl, amdahlLimit } from "./amdahl.ts";
import { fitScalability } from "./fit-scalability.ts";
import { type Scalability, scalabilityPeak, universalScalability } from "./universal-scalability.ts";

const law: Scalability = { lambda: 1000, alpha: 0.05, beta: 0.0005 };
const levels = [1, 2, 4, 8, 16, 24, 32, 48, 64];

function measured(true_: Scalability, s: number, seed: number) {
  const random = createRandom(seed);
  return levels.map((n) => ({
    n,
    throughput: universalScalability(true_, n) * Math.exp(s * normal(random)),
  }));
}

describe("the universal scalability law (F4)", () => {
  test("λ 1000, α 0.05, β 0.0005: X(8), X(32) and the peak", () => {
    expect(universalScalability(law, 8).toFixed(2)).toBe("5805.52");
    expect(universalScalability(law, 32).toFixed(2)).toBe("10505.58");
    expect(scalabilityPeak(law)?.toFixed(2)).toBe("43.59");
  });

  test("one worker has λ, and no neighbour of the peak is higher", () => {
    expect(universalScalability(law, 1)).toBe(1000);
    const top = universalScalability(law, scalabilityPeak(law) ?? 0);
    for (const n of [40, 43, 44, 47]) expect(universalScalability(law, n)).toBeLessThan(top);
  });

  test("without coherency is Amdahl's law: no peak, but a limit", () => {
    expect(scalabilityPeak({ alpha: 0.1, beta: 0, lambda: 1 })).toBeNull();
    expect(amdahl({ lambda: 2, alpha: 0.1 }, 1e9)).toBeCloseTo(
      amdahlLimit({ lambda: 2, alpha: 0.1 }) ?? 0,
      4,
    );
    expect(amdahl({ lambda: 2, alpha: 0 }, 7)).toBe(14);
    expect(amdahlLimit({ lambda: 2, alpha: 0 })).toBeNull();
  });

  test("all contention has its peak at one", () => {
    expect(scalabilityPeak({ lambda: 1, alpha: 1.2, beta: 0.1 })).toBe(1);
  });
});

describe("its fit (L8)", () => {
  test("finds the law that made exact points", () => {
    const fit = fitScalability(measured(law, 0, 1), { resamples: 50 });
    if (!fit.ok) return expect.fail();
    expect(fit.value.lambda).toBeCloseTo(1000, 6);
    expect(fit.value.alpha).toBeCloseTo(0.05, 9);
    expect(fit.value.beta).toBeCloseTo(0.0005, 11);
    expect(fit.value.peak?.toFixed(2)).toBe("43.59");
    expect(fit.value.peakMeasured).toBe(true);
    expect(Math.max(...fit.value.residuals.map(Math.abs))).toBeLessThan(1e-9);
  });

  test("covers λ, α and β in about 95 of 100 measurements with 3 % noise", () => {
    const hits = { lambda: 0, alpha: 0, beta: 0 };
    for (let seed = 0; seed < 150; seed++) {
      const fit = fitScalability(measured(law, 0.03, 31 * seed + 7), { resamples: 100 });
      if (!fit.ok) return expect.fail();
      for (const key of ["lambda", "alpha", "beta"] as const) {
        const { lower, upper } = fit.value.intervals[key];
        if (lower <= law[key] && law[key] <= upper) hits[key]++;
      }
    }
    for (const count of Object.values(hits)) expect(count).toBeGreaterThan(133);
  });

  test("gives no negative contention or coherency to faster than linear growth", () => {
    const fit = fitScalability(
      levels.map((n) => ({ n, throughput: n ** 1.1 })),
      { resamples: 50 },
    );
    if (!fit.ok) return expect.fail();
    expect(fit.value).toMatchObject({ alpha: 0, beta: 0, peak: null, peakMeasured: false });
  });

  test("says when the peak lies beyond what was measured", () => {
    const flat = { lambda: 10, alpha: 0.01, beta: 1e-5 };
    const fit = fitScalability(measured(flat, 0, 1), { resamples: 20 });
    expect(fit.ok && fit.value.peak !== null && fit.value.peakMeasured).toBe(false);
  });

  test("is the same for the same seed", () => {
    const points = measured(law, 0.05, 2);
    expect(fitScalability(points, { resamples: 100 })).toEqual(
      fitScalability([...points].reverse(), { resamples: 100 }),
    );
  });

  test("is refused below six points, below four workers, and for no throughput", () => {
    const points = measured(law, 0, 1);
    expect(fitScalability(points.slice(0, 5))).toEqual({
      ok: false,
      problem: { reason: "tooFewPoints", has: 5, needs: 6 },
    });
    const narrow = [1, 1.5, 2, 2.5, 3, 3.5].map((n) => ({ n, throughput: n }));
    expect(fitScalability(narrow)).toEqual({
      ok: false,
      problem: { reason: "rangeTooSmall", largest: 3.5, needs: 4 },
    });
    expect(fitScalability([...points, { n: 9, throughput: 0 }])).toEqual({
      ok: false,
      problem: { reason: "notPositive", n: 9 },
    });
  });
});
