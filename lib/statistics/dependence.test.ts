import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { neighbourCorrelation } from "./dependence.ts";
import type { LatencyPoint } from "./latency-series.ts";

function pointsOf(values: readonly number[]): readonly LatencyPoint[] {
  return values.map((us, row) => ({ row, startUs: row * 10, us, replyUs: us, lateUs: 0, outcome: "ok" }));
}

describe("calls that start one after another", () => {
  test("are alike when they wait in one queue", () => {
    const waves = Array.from({ length: 25 }, (_, call) => 1_000 * (1 + Math.floor(call / 10)));
    expect(neighbourCorrelation(pointsOf(waves))).toBeGreaterThan(0.7);
  });

  test("of chance alone are called alike in fewer than 1 of 100 runs", () => {
    let found = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      const values = Array.from({ length: 100 }, () => random.whole(1, 1_000_000));
      if (neighbourCorrelation(pointsOf(values)) !== null) found++;
    }
    expect(found).toBeLessThanOrEqual(3);
  });

  test("are judged in the order of their starts, not of their rows", () => {
    const rising = pointsOf(Array.from({ length: 40 }, (_, row) => 1_000 + row));
    const shuffled = rising.map((_, index) => rising[(index * 17) % 40]).filter((each) => each !== undefined);
    expect(neighbourCorrelation(shuffled)).toBeCloseTo(1, 5);
  });

  test("are not judged when they are few or all the same", () => {
    expect(neighbourCorrelation(pointsOf([1, 2, 3, 4]))).toBeNull();
    expect(neighbourCorrelation(pointsOf(new Array(50).fill(7)))).toBeNull();
  });
});
