import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { mser5 } from "./warm-up.ts";

/** Exponential values of mean `level(index)`. */
function series(n: number, seed: number, level: (index: number) => number) {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, (_, index) => -Math.log(1 - random.next()) * level(index));
}

const cutOf = (values: Float64Array) => {
  const found = mser5(values);
  return found.kind === "steady" ? found.cut : Number.NaN;
};

describe("the warm-up (C1)", () => {
  test("is what minimising Var(tail) / (n − d) by hand gives", () => {
    // Batch means 10, 10, 1, 2, 1, 2, …: d = 2 leaves eighteen that vary by 0.5, so 0.25 / 18; keeping one 10 gives 0.24.
    const means = [10, 10, ...Array.from({ length: 18 }, (_, index) => 1 + (index % 2))];
    expect(mser5(Float64Array.from(means.flatMap((mean) => Array(5).fill(mean))))).toEqual({
      kind: "steady",
      cut: 10,
    });
  });

  test("of a slow start never keeps a slow batch, and seldom gives away much more", () => {
    const cuts = Array.from({ length: 100 }, (_, seed) =>
      cutOf(series(1_000, seed, (index) => (index < 100 ? 20 : 1))),
    );
    expect(Math.min(...cuts)).toBeGreaterThanOrEqual(95);
    expect(cuts.filter((cut) => cut <= 250).length).toBeGreaterThanOrEqual(80);
  });

  test("has no better place anywhere when every place is tried one by one", () => {
    for (let seed = 0; seed < 100; seed++) {
      const values = series(400, seed, (index) => (index < 3 * seed ? 3 : 1));
      const means = Array.from({ length: 80 }, (_, batch) => {
        const [a = 0, b = 0, c = 0, d = 0, e = 0] = values.subarray(5 * batch);
        return (a + b + c + d + e) / 5;
      });
      const errors = Array.from({ length: 73 }, (_, d) => {
        const tail = means.slice(d);
        const mean = tail.reduce((sum, each) => sum + each, 0) / tail.length;
        return tail.reduce((sum, each) => sum + (each - mean) ** 2, 0) / tail.length ** 2;
      });
      const best = errors.indexOf(Math.min(...errors));
      const early = errors.slice(0, 41);
      const found = cutOf(values);
      if (best <= 40) expect(found).toBe(5 * best);
      else expect([Number.NaN, 5 * early.indexOf(Math.min(...early))]).toContainEqual(found);
    }
  });

  test("is not missed where one in a hundred calls takes twenty times as long", () => {
    let steady = 0;
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(77 * seed + 1);
      const values = Float64Array.from({ length: 1_000 }, () =>
        random.next() < 0.01 ? 20 : 1 + 0.1 * random.next(),
      );
      if (mser5(values).kind === "steady") steady++;
    }
    expect(steady).toBeGreaterThanOrEqual(97);
  });

  test("of a constant is none", () => {
    expect(mser5(new Float64Array(500).fill(7))).toEqual({ kind: "steady", cut: 0 });
  });

  test("of a steady series is found, and short, in 9 of 10 runs", () => {
    const cuts = Array.from({ length: 200 }, (_, seed) => cutOf(series(1_000, seed, () => 1)));
    expect(cuts.filter((cut) => cut <= 250).length).toBeGreaterThanOrEqual(180);
  });

  test("does not end where latency rises to the last call, nor where it changed after the middle", () => {
    const never = { kind: "noSteadyState", reason: "stillChanging" };
    expect(mser5(Float64Array.from({ length: 500 }, (_, index) => index))).toEqual(never);
    expect(mser5(series(1_000, 1, (index) => (index < 700 ? 10 : 1)))).toEqual(never);
  });

  test("does not depend on the unit", () => {
    const values = series(700, 3, (index) => (index < 60 ? 9 : 1));
    expect(mser5(values.map((value) => value * 2 ** 20))).toEqual(mser5(values));
  });

  test("is not looked for in fewer than fifty values", () => {
    expect(mser5(new Float64Array(49))).toEqual({ kind: "noSteadyState", reason: "tooFew" });
    expect(mser5(new Float64Array(50))).toEqual({ kind: "steady", cut: 0 });
  });
});
