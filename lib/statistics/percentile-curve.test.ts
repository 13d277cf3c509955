import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { toPercentileCurve } from "./percentile-curve.ts";
import { nearestRank, toSorted } from "./percentiles.ts";

describe("the curve of percentiles", () => {
  test("steps at every value that occurred, and within equal ones only where the interval does", () => {
    const curve = toPercentileCurve(toSorted([5, 5, 7, 9]));
    const firsts = curve.filter(({ us }, index) => us !== curve[index - 1]?.us);
    expect(firsts.map(({ p, us }) => [p, us])).toEqual([
      [0, 5],
      [0.5, 7],
      [0.75, 9],
    ]);
    const steps = curve.map(({ us, lowerUs, upperUs }) => [us, lowerUs, upperUs].join("/"));
    expect(new Set(steps).size).toBe(steps.length);
  });

  test("of calls in waves turns into a hint in the middle of the last wave, where the samples end", () => {
    const waves = toSorted([...new Array(10).fill(1), ...new Array(10).fill(2), ...new Array(5).fill(3)]);
    const last = toPercentileCurve(waves).filter(({ us }) => us === 3);
    expect(last[0]).toMatchObject({ p: 0.8, enough: true });
    // 25 samples carry p86.2, so the 23rd of them is the first hint.
    expect(last.find(({ enough }) => !enough)?.p).toBe(0.88);
  });

  test("has p90 at 1, p99 at 2 and p99.9 at 3", () => {
    const curve = toPercentileCurve(toSorted(Array.from({ length: 1_000 }, (_, i) => i)), 1_000);
    for (const [p, x] of [
      [0, 0],
      [0.9, 1],
      [0.99, 2],
      [0.999, 3],
    ] as const) {
      expect(curve.find((point) => point.p === p)?.x).toBeCloseTo(x, 9);
    }
  });

  test("of many values keeps at most 400 points, all of them true, first and last among them", () => {
    const random = createRandom(9);
    const sorted = toSorted(Array.from({ length: 50_000 }, () => Math.exp(random.next() * 10)));
    const curve = toPercentileCurve(sorted);
    expect(curve.length).toBeLessThanOrEqual(400);
    expect(curve.length).toBeGreaterThan(200);
    for (const { p, us } of curve)
      expect(us).toBe(sorted[nearestRank(p + 0.5 / sorted.length, sorted.length) - 1]);
    expect(curve[0]?.us).toBe(sorted[0]);
    expect(curve[curve.length - 1]?.us).toBe(sorted[49_999]);
  });

  test("says from where on the sample is too small", () => {
    const curve = toPercentileCurve(toSorted(Array.from({ length: 100 }, (_, i) => i)));
    const firstHint = curve.find(({ enough }) => !enough);
    // 100 samples carry p95 (72) and p96 (91), not p97 (122).
    expect(firstHint?.p).toBe(0.97);
    expect(curve[0]?.enough).toBe(true);
  });

  test("lies inside its own band", () => {
    const random = createRandom(2);
    const curve = toPercentileCurve(toSorted(Array.from({ length: 300 }, () => random.next())));
    for (const { us, lowerUs, upperUs } of curve) {
      expect(lowerUs ?? 0).toBeLessThanOrEqual(us);
      expect(upperUs ?? 1).toBeGreaterThanOrEqual(us);
    }
  });

  test("of nothing is empty, of one value is one point", () => {
    expect(toPercentileCurve(toSorted([]))).toEqual([]);
    expect(toPercentileCurve(toSorted([3]))).toMatchObject([
      { p: 0, x: 0, us: 3, lowerUs: null, upperUs: null, enough: false },
    ]);
  });
});
