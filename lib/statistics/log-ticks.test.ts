import { describe, expect, test } from "vitest";
import { evenTicks, logTicks, minorLogTicks } from "./log-ticks.ts";

describe("ticks of a logarithmic axis", () => {
  test.each([
    [1_000, 10_000, 8, [1_000, 2_000, 5_000, 10_000]],
    [900, 2_100_000, 6, [1_000, 10_000, 100_000, 1_000_000]],
    [1_000_000, 3_000_000, 6, [1_000_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000]],
    [1_003_000, 1_012_000, 5, [1_004_000, 1_006_000, 1_008_000, 1_010_000, 1_012_000]],
  ])("from %i to %i, at most %i", (from, to, most, ticks) => {
    expect(logTicks(from, to, most)).toEqual(ticks);
  });

  test("are never too many and never outside", () => {
    for (let from = 1; from < 1e7; from *= 3.7) {
      for (let factor = 1.001; factor < 1e9; factor *= 4.1) {
        const ticks = logTicks(from, from * factor, 7);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(from * 0.999999);
          expect(tick).toBeLessThanOrEqual(from * factor * 1.000001);
        }
      }
    }
  });
});

test("an even ladder stands on round numbers", () => {
  expect(evenTicks(0, 3.1, 4)).toEqual([0, 1, 2, 3]);
  expect(evenTicks(0, 45, 5)).toEqual([0, 10, 20, 30, 40]);
  expect(evenTicks(5, 5, 5)).toEqual([5]);
});

describe("the small marks between the labels", () => {
  test("are the whole multiples of each decade", () => {
    expect(minorLogTicks(15, 420)).toEqual([20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400]);
  });

  test("are left out where they would run together, and where there is no logarithm", () => {
    expect(minorLogTicks(1, 1e6)).toEqual([]);
    expect(minorLogTicks(0, 10)).toEqual([]);
  });
});
