import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { fitRelativeLine } from "./relative-line.ts";

const lineOf = (points: readonly (readonly [number, number])[]) =>
  fitRelativeLine(
    Float64Array.from(points, ([g]) => g),
    Float64Array.from(points, ([, t]) => t),
  );

describe("a line of relative least squares (G1)", () => {
  test("goes through points that lie on one", () => {
    const { a, b } = lineOf([1, 10, 100, 1e4, 1e6].map((g) => [g, 50 + 0.25 * g] as const));
    expect(a).toBeCloseTo(50, 9);
    expect(b).toBeCloseTo(0.25, 12);
  });

  test("weighs small and large values alike", () => {
    // A tenth more at the largest size, a millionth of the others: absolute squares would see nothing else.
    const { a } = lineOf([
      [1, 1.01],
      [2, 1.02],
      [4, 1.04],
      [1e6, 11_001],
    ]);
    expect(a).toBeGreaterThan(0.9);
    expect(a).toBeLessThan(1.1);
  });

  test("has no negative coefficient, and keeps the better bound", () => {
    expect(lineOf([1, 2, 3, 4].map((g) => [g, 10 - g] as const))).toMatchObject({ b: 0 });
    expect(lineOf([2, 3, 4, 5].map((g) => [g, g - 1] as const))).toMatchObject({ a: 0 });
  });

  test("is flat when g does not vary", () => {
    expect(lineOf([1, 1, 1].map((g) => [g, 7] as const))).toEqual({ a: 7, b: 0 });
  });

  test("beats every neighbour at its own weights, inside the bounds and on them", () => {
    const random = createRandom(5);
    for (let trial = 0; trial < 200; trial++) {
      const g = Float64Array.from({ length: 9 }, (_, at) => 2 ** at);
      const t = g.map((each) => (random.whole(0, 1) + 0.1 * each) * Math.exp(0.1 * normal(random)));
      const line = fitRelativeLine(g, t);
      const scale = g.map((each) => line.a + line.b * each);
      const squares = (a: number, b: number) =>
        t.reduce((sum, each, at) => sum + ((each - a - b * (g[at] ?? 0)) / (scale[at] ?? 1)) ** 2, 0);
      const least = squares(line.a, line.b);
      for (const [da, db] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, -1],
        [-1, 1],
      ] as const) {
        const a = Math.max(0, line.a + 1e-3 * da);
        const b = Math.max(0, line.b + 1e-5 * db);
        expect(squares(a, b)).toBeGreaterThanOrEqual(least * (1 - 1e-9));
      }
    }
  });
});
