import { describe, expect, test } from "vitest";
import {
  clampScale,
  fitScale,
  panBy,
  reveal,
  tickStepUs,
  ticks,
  toPixel,
  toTime,
  zoomAt,
} from "./time-scale.ts";

const bounds = { fromUs: 0, toUs: 4_000_000 };
const whole = fitScale(bounds, 100, 1_000);

describe("zoom and pan", () => {
  test("the time under the pointer stays under it", () => {
    for (const px of [150, 420, 900]) {
      const before = toTime(whole, px);
      expect(toTime(zoomAt(whole, px, 3, bounds), px)).toBeCloseTo(before, 3);
    }
  });

  test("nothing leaves the bounds, however far one zooms out or pans", () => {
    const near = zoomAt(whole, 300, 8, bounds);
    expect(zoomAt(near, 300, 0.001, bounds)).toEqual(whole);
    expect(panBy(near, -1e9, bounds).fromUs).toBe(0);
    expect(panBy(near, 1e9, bounds).toUs).toBe(4_000_000);
  });

  test("zooming in ends at 20 µs", () => {
    const closest = zoomAt(whole, 300, 1e12, bounds);
    expect(closest.toUs - closest.fromUs).toBeCloseTo(20, 6);
  });

  test("a pixel distance is the same time everywhere", () => {
    expect(toPixel(whole, 0)).toBe(100);
    expect(toPixel(whole, 4_000_000)).toBe(1_100);
    const moved = panBy(zoomAt(whole, 600, 4, bounds), 100, bounds);
    expect(moved.fromUs).toBeCloseTo(1_500_000 + 100_000, 3);
  });

  test("revealing a stretch moves only as far as needed", () => {
    const near = clampScale({ ...whole, fromUs: 1_000_000, toUs: 2_000_000 }, bounds);
    expect(reveal(near, 1_200_000, 1_300_000, bounds)).toBe(near);
    const later = reveal(near, 2_400_000, 2_500_000, bounds);
    expect(later.toUs).toBeGreaterThanOrEqual(2_500_000);
    expect(later.toUs - later.fromUs).toBeCloseTo(1_000_000, 6);
  });
});

describe("ticks", () => {
  test.each([
    [1, 1],
    [1.2, 2],
    [3, 5],
    [7, 10],
    [130_000, 200_000],
    [400_000, 500_000],
    [1_000_000, 1_000_000],
  ])("a distance of at least %d µs becomes %d µs", (least, step) => {
    expect(tickStepUs(least)).toBe(step);
  });

  test("ticks lie inside the scale, far enough apart, on round times", () => {
    const found = ticks(whole, 84);
    expect(found[0]).toBe(0);
    expect(found.at(-1)).toBe(4_000_000);
    expect(new Set(found.map((us) => us % 500_000))).toEqual(new Set([0]));
  });
});
