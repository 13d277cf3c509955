import { describe, expect, test } from "vitest";
import type { LatencyPoint } from "./latency-series.ts";
import { readLateness } from "./lateness.ts";

function pointsOf(rows: readonly (readonly [us: number, lateUs: number | null])[]): readonly LatencyPoint[] {
  return rows.map(([us, lateUs], row) => ({ row, startUs: row, us, replyUs: us, lateUs, outcome: "ok" }));
}

describe("a client", () => {
  test("that sends at once kept up", () => {
    expect(
      readLateness(
        pointsOf([
          [1_000_000, 300],
          [1_000_000, 400],
        ]),
      ),
    ).toBeNull();
  });

  test("is late above 5 ms, or above 5 % of the median when that is less", () => {
    expect(
      readLateness(
        pointsOf([
          [1_000_000, 100],
          [1_000_000, 6_000],
        ]),
      ),
    ).toEqual({
      late: 1,
      of: 2,
      mostUs: 6_000,
    });
    expect(
      readLateness(
        pointsOf([
          [10_000, 600],
          [10_000, 400],
        ]),
      ),
    ).toMatchObject({ late: 1, of: 2 });
  });

  test("is not judged by calls that never left", () => {
    expect(readLateness(pointsOf([[10_000, null]]))).toBeNull();
  });
});
