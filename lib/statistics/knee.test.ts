import { describe, expect, test } from "vitest";
import { bestPower } from "./best-power.ts";
import { kneedle } from "./kneedle.ts";

const loads = Array.from({ length: 19 }, (_, index) => 0.05 * (index + 1));
/** M/M/1, in service times. */
const curve = loads.map((load) => ({ load, latency: 1 / (1 - load) }));

describe("Kneedle", () => {
  test("finds the knee of 1 / (1 − x), which scaled to a square lies where the slope is that of the diagonal", () => {
    // Slope of the chord from (.05, 1.0526) to (.95, 20): 21.05 = 1/(1 − x)² at x = 0.782.
    expect(kneedle(curve)?.load).toBeCloseTo(0.8, 9);
    expect(kneedle([...curve].reverse())?.load).toBeCloseTo(0.8, 9);
  });

  test("finds none in a straight line, a flat one, or four points", () => {
    expect(kneedle(loads.map((load) => ({ load, latency: 3 + load })))).toBeNull();
    expect(kneedle(loads.map((load) => ({ load, latency: 3 })))).toBeNull();
    expect(kneedle(curve.slice(0, 4))).toBeNull();
  });

  test("does not depend on units", () => {
    expect(
      kneedle(curve.map(({ load, latency }) => ({ load: load * 1e3, latency: latency * 1e6 })))?.load,
    ).toBeCloseTo(800, 6);
  });
});

describe("the best power", () => {
  test("of M/M/1 by X / R² is at a third of capacity", () => {
    // d/dx of x(1 − x)² is 0 at 1/3.
    const levels = loads.map((load) => ({ throughput: load, response: 1 / (1 - load) }));
    expect(bestPower(levels)?.throughput).toBeCloseTo(0.35, 9);
  });

  test("is not claimed where it lies at an end of the sweep", () => {
    const levels = [1, 2, 3].map((throughput) => ({ throughput, response: 1 }));
    expect(bestPower(levels)).toBeNull();
    expect(bestPower([])).toBeNull();
  });
});
