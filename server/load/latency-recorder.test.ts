import { describe, expect, test } from "vitest";
import { countOf, type LatencyBuckets, mergeBuckets, percentileOf } from "#lib/load/latency-buckets.ts";
import { createRandom } from "#lib/random.ts";
import { nearestRank, toSorted } from "#lib/statistics/percentiles.ts";
import { LatencyRecorder } from "./latency-recorder.ts";

function record(values: Iterable<number>): LatencyBuckets {
  const recorder = new LatencyRecorder();
  for (const value of values) recorder.record(value);
  const buckets = recorder.cut();
  if (buckets === null) throw new Error("nothing was recorded");
  return buckets;
}

/** Log-normal around 5 ms, whole µs. */
function latencies(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log1p(-random.next())) * Math.cos(2 * Math.PI * random.next());
    return Math.round(5_000 * Math.exp(1.2 * normal));
  });
}

describe("what the library does and the recorder must not pass on", () => {
  test("a value above the covered range is counted as overflow and keeps the true maximum (A8)", () => {
    const buckets = record([1_000, 67_108_863, 67_108_864, 90_000_000]);
    expect(buckets.overflow).toBe(2);
    expect(buckets.maxUs).toBe(90_000_000);
    expect(countOf(buckets)).toBe(4);
    expect(percentileOf(buckets, 1)).toBe(90_000_000);
    expect(percentileOf(buckets, 0.5)).toBeLessThanOrEqual(67_108_863);
  });

  test("a percentile is never above the largest value: p50 = p100 = 123 500 of {123 457, 123 500}", () => {
    const buckets = record([123_457, 123_500]);
    expect(buckets).toMatchObject({ count: [2], highUs: [123_519], maxUs: 123_500, minUs: 123_457 });
    expect([percentileOf(buckets, 0.5), percentileOf(buckets, 1)]).toEqual([123_500, 123_500]);
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY])("%d is refused and not counted", (value) => {
    const recorder = new LatencyRecorder();
    expect(() => recorder.record(value)).toThrow(RangeError);
    expect(recorder.cut()).toBeNull();
  });

  test("300 equal values are 300: counts do not wrap at 8 or 16 bits", () => {
    expect(record(Array(300).fill(777)).count).toEqual([300]);
    expect(record(Array(70_000).fill(777)).count).toEqual([70_000]);
  });

  test("the merge of two halves is the whole, bit for bit, at every percentile (A3)", () => {
    const values = latencies(100_000, 3);
    const whole = record(values);
    const halves = mergeBuckets([record(values.slice(0, 50_000)), record(values.slice(50_000))]);
    expect(halves).toEqual(whole);
    for (let p = 1; p <= 1_000; p++)
      expect(percentileOf(halves, p / 1_000)).toBe(percentileOf(whole, p / 1_000));
  });

  test("cuts in between lose nothing and count nothing twice", () => {
    const values = latencies(10_000, 4);
    const recorder = new LatencyRecorder();
    const cuts: LatencyBuckets[] = [];
    for (const [at, value] of values.entries()) {
      recorder.record(value);
      if (at % 997 === 0) cuts.push(recorder.cut() ?? record([]));
    }
    const rest = recorder.cut();
    if (rest !== null) cuts.push(rest);
    expect(mergeBuckets(cuts)).toEqual(record(values));
    expect(recorder.cut()).toBeNull();
  });
});

test("every exact percentile lies within its bucket, which is 0.1 % wide at most (A7)", () => {
  const values = latencies(1_000_000, 5);
  const buckets = record(values);
  const sorted = toSorted(values);
  for (const p of [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1]) {
    const exact = sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN;
    const at = buckets.lowUs.findLastIndex((low) => low <= exact);
    expect(buckets.highUs[at]).toBeGreaterThanOrEqual(exact);
    expect(percentileOf(buckets, p)).toBe(Math.min(buckets.highUs[at] ?? 0, buckets.maxUs));
  }
  for (const [at, low] of buckets.lowUs.entries()) {
    const width = (buckets.highUs[at] ?? 0) - low + 1;
    expect(width).toBeLessThanOrEqual(Math.max(1, low / 1024));
  }
  expect(buckets.sumUs).toBe(values.reduce((sum, value) => sum + value, 0));
});

test("zero is a latency", () => {
  expect(record([0, 0, 1])).toMatchObject({ lowUs: [0, 1], highUs: [0, 1], count: [2, 1], minUs: 0 });
});
