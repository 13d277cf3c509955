import { expect, test } from "vitest";
import { randomRecord, scenarioRecord } from "./build-records.ts";
import type { RunLayout } from "./lane.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { areaUntil, type StepCurve, stepCurve, sumPeak, valueAt } from "./step-curve.ts";

test("record and layout together take at most 64 bytes a span", () => {
  const layout = layoutLanes(
    scenarioRecord({
      calls: 20_000,
      serviceUs: 2_000,
      roundTripUs: 800,
      workers: 10,
      kind: "concurrent",
      spreadUs: 210,
    }),
  );
  const spans = layout.lanes.reduce((sum, lane) => sum + lane.spans.length, 0);
  expect(spans).toBeGreaterThan(50_000);
  expect(bytesOf(layout) / spans).toBeLessThanOrEqual(64);
});

test("the area under a curve is the sum of its steps, wherever one asks", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { concurrency, endUs } = layoutLanes(randomRecord(seed, 80));
    for (const curve of [concurrency.executing, concurrency.network, concurrency.queued]) {
      let areaUs = 0;
      for (let us = 0; us < endUs; us += 997) {
        expect(areaUntil(curve, us)).toBe(areaUs);
        areaUs = sumSteps(curve, us + 997);
      }
    }
  }
});

test("the peak of several curves is that of all their spans together", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { lanes } = layoutLanes(randomRecord(seed, 50));
    const spans = lanes.filter(({ depth }) => depth !== null).map((lane) => lane.spans);
    expect(sumPeak(spans.map((each) => stepCurve([each])))).toBe(stepCurve(spans).peak);
  }
});

/** ∫ from the beginning to `us`, step by step. */
function sumSteps(curve: StepCurve, us: number): number {
  let areaUs = 0;
  let before = 0;
  for (const at of curve.atUs) {
    if (at > us) break;
    areaUs += before === 0 && areaUs === 0 ? 0 : valueAt(curve, before) * (at - before);
    before = at;
  }
  return areaUs + valueAt(curve, before) * Math.max(0, us - before);
}

/** Bytes of all columns of a record and its layout, each buffer once. */
function bytesOf(layout: RunLayout): number {
  const buffers = new Set<ArrayBufferLike>();
  const walk = (value: unknown) => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer);
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) walk(part);
  };
  walk(layout);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
