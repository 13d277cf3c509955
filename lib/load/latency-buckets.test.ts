import { describe, expect, test } from "vitest";
import {
  countAbove,
  countOf,
  type LatencyBuckets,
  mergeBuckets,
  noLatencies,
  percentileOf,
  valueAtRank,
} from "./latency-buckets.ts";

/** Buckets that are one value wide. */
function exact(values: readonly number[], overflow: readonly number[] = []): LatencyBuckets {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const all = [...values, ...overflow];
  return {
    ...{ lowUs: distinct, highUs: distinct },
    count: distinct.map((value) => values.filter((each) => each === value).length),
    ...{ overflow: overflow.length, minUs: Math.min(...all), maxUs: Math.max(...all) },
    sumUs: all.reduce((sum, each) => sum + each, 0),
  };
}

describe("buckets", () => {
  test("give nearest-rank percentiles (A1): of 10, 20, … 90, 1000 p50 is 50, p90 90, p95 and p99 1000", () => {
    const buckets = exact([10, 20, 30, 40, 50, 60, 70, 80, 90, 1_000]);
    expect([0.5, 0.9, 0.95, 0.99].map((p) => percentileOf(buckets, p))).toEqual([50, 90, 1_000, 1_000]);
  });

  test("are merged by adding counts, never by averaging percentiles (A3)", () => {
    const slow = exact([100, 100, 100]);
    const fast = exact([1, 1, 1, 1, 1, 1, 1]);
    const merged = mergeBuckets([slow, fast]);
    expect(merged).toEqual(exact([1, 1, 1, 1, 1, 1, 1, 100, 100, 100]));
    expect(percentileOf(merged, 0.5)).toBe(1);
    expect(mergeBuckets([fast, noLatencies, slow])).toEqual(merged);
    expect(mergeBuckets([])).toEqual(noLatencies);
  });

  test("never give a percentile above the largest value, nor hide what is above their range (A8)", () => {
    const wide: LatencyBuckets = {
      ...exact([123_457, 123_500]),
      lowUs: [123_392],
      highUs: [123_519],
      count: [2],
    };
    expect(percentileOf(wide, 1)).toBe(123_500);
    const beyond = exact([10], [90_000_000]);
    expect(countOf(beyond)).toBe(2);
    expect(percentileOf(beyond, 0.99)).toBe(90_000_000);
    expect(countAbove(beyond, 10)).toBe(1);
    expect(countAbove(beyond, 9)).toBe(2);
  });

  test("without values have no percentile", () => {
    expect(valueAtRank(noLatencies, 1)).toBeNaN();
  });
});
