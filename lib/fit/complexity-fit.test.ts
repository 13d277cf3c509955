import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { type ComplexityClass, growthOf } from "./complexity-class.ts";
import { type ComplexityFit, fitComplexity, type SizeAndCost } from "./complexity-fit.ts";
import type { Interval } from "./interval.ts";

/** n = 2⁴ … 2¹⁴, one value each. */
const sizes = Array.from({ length: 11 }, (_, index) => 2 ** (4 + index));

/** (50 µs + b · g(n)) · e^N(0, s). */
function trial(name: ComplexityClass, b: number, s: number, seed: number): readonly SizeAndCost[] {
  const random = createRandom(seed);
  return sizes.map((n) => ({ n, cost: (50 + b * growthOf[name](n)) * Math.exp(s * normal(random)) }));
}

function fitOf(points: readonly SizeAndCost[], resamples = 20): ComplexityFit {
  const fit = fitComplexity(points, { resamples });
  return fit.ok ? fit.value : expect.fail();
}

describe("400 trials of a known class (G6)", () => {
  test.each([
    ["1", 0, 80, 80],
    ["log n", 5, 100, 80],
    ["√n", 1.5, 100, 97],
    ["n", 0.01, 84, 26],
    ["n log n", 0.001, 92, 35],
    ["n", 0.1, 100, 76],
    ["n log n", 0.01, 100, 83],
    ["n²", 1e-5, 100, 100],
  ] as const)(
    "%s with b = %f: named in about %i of 100 at little noise and %i at much, seldom wrong",
    (name, b, at3, at10) => {
      for (const { s, mostWrong, right } of [
        { s: 0.03, mostWrong: 8, right: at3 },
        { s: 0.1, mostWrong: 15, right: at10 },
      ]) {
        const counts = { right: 0, wrong: 0 };
        for (let seed = 0; seed < 400; seed++) {
          const { verdict } = fitOf(trial(name, b, s, 7919 * seed), 2);
          if (verdict.kind === "class") counts[verdict.class === name ? "right" : "wrong"]++;
        }
        expect(counts.wrong / 4).toBeLessThanOrEqual(mostWrong);
        expect(Math.abs(counts.right / 4 - right)).toBeLessThanOrEqual(6);
      }
    },
    120_000,
  );
});

describe("the unit (G6b)", () => {
  test.each([1e6, 1e-6])("times %f changes neither class nor difference nor verdict", (scale) => {
    for (const [index, name] of (["1", "log n", "n", "n log n", "n²"] as const).entries()) {
      for (const s of [0, 0.03, 0.1]) {
        const points = trial(name, 0.01, s, index);
        const fit = fitOf(points);
        const scaled = fitOf(points.map(({ n, cost }) => ({ n, cost: cost * scale })));
        expect(scaled.verdict).toMatchObject({ kind: fit.verdict.kind });
        expect(scaled.classes.map((each) => each.class)).toEqual(fit.classes.map((each) => each.class));
        expect(scaled.difference).toBeCloseTo(fit.difference, 4);
        expect(scaled.fixedCost.value / scale).toBeCloseTo(fit.fixedCost.value, 6);
        if (fit.verdict.kind === "undecided") expect(scaled.verdict).toEqual(fit.verdict);
      }
    }
  });
});

describe("what is said beside the verdict", () => {
  test("a linear handler: fixed cost, slope, exponent, reach and how well it fits", () => {
    const fit = fitOf(trial("n", 0.1, 0.02, 3), 1_000);
    expect(fit.verdict).toEqual({ kind: "class", class: "n" });
    expect(fit.runnerUp.class).toBe("n log n");
    expect(fit.difference).toBeGreaterThan(2);
    expect(fit.fixedCost.value).toBeGreaterThan(48);
    expect(fit.fixedCost.value).toBeLessThan(52);
    expect(fit.exponent?.lower).toBeLessThan(1);
    expect(fit.exponent?.upper).toBeGreaterThan(1);
    expect((fit.exponent?.upper ?? 9) - (fit.exponent?.lower ?? 0)).toBeLessThan(0.1);
    expect(fit.reach).toBeCloseTo((fit.slope.value * 16_384) / fit.fixedCost.value, 9);
    expect(fit.span).toBe(1_024);
    expect(fit.logR2).toBeGreaterThan(0.99);
    expect(fit.normalisedRmse).toBeLessThan(0.1);
  });

  test("the same seed gives the same intervals, another one others", () => {
    const points = trial("n", 0.1, 0.05, 3);
    expect(fitComplexity(points, { seed: 4 })).toEqual(fitComplexity(points, { seed: 4 }));
    const [one, other] = [4, 5].map((seed) => fitComplexity(points, { seed }));
    expect(one).not.toEqual(other);
  });

  test("the order of the sizes does not matter", () => {
    const points = trial("n²", 1e-5, 0.05, 3);
    expect(fitComplexity([...points].reverse())).toEqual(fitComplexity(points));
  });

  test("fixed cost, slope and exponent lie in their 95 % intervals in about 95 of 100 trials (G5)", () => {
    const covers = (interval: Interval | null, value: number) =>
      interval !== null && interval.lower <= value && value <= interval.upper;
    const fits = Array.from({ length: 300 }, (_, seed) => fitOf(trial("√n", 1.5, 0.05, 131 * seed + 5), 200));
    expect(fits.filter((fit) => covers(fit.fixedCost, 50)).length).toBeGreaterThan(270);
    expect(fits.filter((fit) => covers(fit.slope, 1.5)).length).toBeGreaterThan(270);
    expect(fits.filter((fit) => covers(fit.exponent, 0.5)).length).toBeGreaterThan(270);
  });

  test("what does not grow has no exponent in 9 of 10 trials", () => {
    const grown = Array.from({ length: 100 }, (_, seed) => fitOf(trial("1", 0, 0.05, seed)).exponent);
    expect(grown.filter((each) => each === null).length).toBeGreaterThanOrEqual(90);
  });

  test("classes too alike in this range are all named, with the range as the reason (G3, G4)", () => {
    const { verdict } = fitOf(trial("n", 0.001, 0, 1));
    expect(verdict).toMatchObject({ kind: "undecided", rangeTooSmall: true });
    expect(verdict.kind === "undecided" ? verdict.candidates : []).toEqual(
      expect.arrayContaining(["n", "n log n"]),
    );
  });

  test("the fixed cost of an undecided fit spans what its candidates say", () => {
    const fit = fitOf(trial("n", 0.005, 0.05, 1), 300);
    expect(fit.verdict.kind).toBe("undecided");
    const candidates = fit.classes.filter(({ aicc }) => aicc - fit.best.aicc < 2);
    expect(candidates.length).toBeGreaterThan(1);
    for (const { a } of candidates) {
      expect(fit.fixedCost.lower).toBeLessThanOrEqual(a);
      expect(fit.fixedCost.upper).toBeGreaterThanOrEqual(a);
    }
  });
});

describe("never more certain than the data", () => {
  test.each([
    ["n^1.5", (n: number) => 50 + 1e-3 * n ** 1.5],
    ["n^2.5", (n: number) => 50 + 1e-7 * n ** 2.5],
    ["n · log² n", (n: number) => 50 + 1e-3 * n * Math.log2(n) ** 2],
    ["n + n²", (n: number) => 50 + 0.1 * n + 1e-5 * n ** 2],
    ["log² n", (n: number) => 50 + 2 * Math.log2(n) ** 2],
  ])("%s is none of the classes, and none is named", (_, cost) => {
    expect(fitOf(sizes.map((n) => ({ n, cost: cost(n) }))).verdict.kind).toBe("badFit");
  });

  test("a true class is called a bad fit in fewer than 5 of 100 trials", () => {
    let bad = 0;
    for (let seed = 0; seed < 400; seed++) {
      if (fitOf(trial("n", 0.1, 0.05, seed), 2).verdict.kind === "badFit") bad++;
    }
    expect(bad).toBeLessThan(20);
  });

  test("an exact measurement of a small difference does not decide", () => {
    // n log n with less than one part in a hundred of growth.
    expect(fitOf(trial("n log n", 1e-6, 0, 1)).verdict).not.toEqual({ kind: "class", class: "n log n" });
  });

  test("costs that leave a class by far more than their repeats scatter need more to decide", () => {
    // A hash table as it was measured: each doubling of the table and each level of the cache shows.
    const leaps = [-0.2, 0.18, 0.24, -0.08, -0.01, -0.2, 0.06, 0.06, -0.02, -0.07, -0.05];
    const points = leaps.map((leap, at) => {
      const n = 2 ** (6 + at);
      return { n, cost: (2 + 0.2 * n ** 1.08) * Math.exp(leap) };
    });
    expect(fitOf(points)).toMatchObject({ verdict: { kind: "class" }, doubt: null });
    const quiet = fitOf(points.map((point) => ({ ...point, scatter: 0.01 })));
    expect(quiet).toMatchObject({
      verdict: { kind: "undecided", rangeTooSmall: false },
      doubt: "systematic",
    });
    expect(fitOf(points.map((point) => ({ ...point, scatter: 0.1 })))).toMatchObject({ doubt: null });
  });

  test("costs a quarter and more off their best class need more to decide", () => {
    const named = { n: 0, "n²": 0 };
    for (let seed = 0; seed < 100; seed++) {
      for (const [name, b] of [
        ["n", 0.1],
        ["n²", 1e-4],
      ] as const) {
        const { verdict } = fitOf(trial(name, b, 0.5, 37 * seed), 2);
        if (verdict.kind === "class") {
          expect(verdict.class).toBe(name);
          named[name]++;
        }
      }
    }
    expect(named.n).toBeLessThan(10);
    expect(named["n²"]).toBeGreaterThan(10);
  });

  test("small scatter changes nothing where a class fits", () => {
    const points = trial("n log n", 0.01, 0.02, 1).map((point) => ({ ...point, scatter: 0.001 }));
    expect(fitOf(points)).toMatchObject({ verdict: { kind: "class", class: "n log n" }, doubt: null });
  });

  test("exact values of every class name it", () => {
    for (const [name, b] of [
      ["1", 0],
      ["log n", 20],
      ["√n", 5],
      ["n", 1],
      ["n log n", 1],
      ["n²", 1e-3],
      ["n³", 1e-6],
    ] as const) {
      expect(fitOf(trial(name, b, 0, 1)).verdict).toEqual({ kind: "class", class: name });
    }
  });

  test("doubling with every step is seen where n stays small", () => {
    const points = Array.from({ length: 18 }, (_, n) => ({ n: n + 1, cost: 50 + 0.01 * 2 ** (n + 1) }));
    expect(fitOf(points).verdict).toEqual({ kind: "class", class: "2ⁿ" });
    expect(fitOf(trial("n", 1, 0, 1)).classes.map((each) => each.class)).not.toContain("2ⁿ");
  });
});

describe("refused", () => {
  test("are fewer than nine sizes, however often each was measured (G3)", () => {
    const points = trial("n", 1, 0.1, 1).slice(0, 8);
    expect(fitComplexity([...points, ...points])).toEqual({
      ok: false,
      problem: { reason: "tooFewSizes", has: 8, needs: 9 },
    });
  });

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("is a cost of %f", (cost) => {
    expect(fitComplexity([...trial("n", 1, 0, 1), { n: 99, cost }])).toEqual({
      ok: false,
      problem: { reason: "notPositive", n: 99 },
    });
  });

  test("is a size below 1", () => {
    expect(fitComplexity([...trial("n", 1, 0, 1), { n: 0, cost: 3 }]).ok).toBe(false);
  });
});
