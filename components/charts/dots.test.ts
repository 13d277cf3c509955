import { describe, expect, test } from "vitest";
import { nearestSpot } from "./dots.ts";
import { nextIndex } from "./use-dot-keys.ts";

describe("the mark under the pointer", () => {
  const spots = [
    { x: 10, y: 10 },
    { x: 20, y: 10 },
    { x: 20, y: 12 },
  ];

  test("is the nearest one within reach", () => {
    expect(nearestSpot(spots, { x: 12, y: 10 }, 24)).toBe(0);
    expect(nearestSpot(spots, { x: 19, y: 13 }, 24)).toBe(2);
  });

  test("is none when all are too far away", () => {
    expect(nearestSpot(spots, { x: 100, y: 100 }, 24)).toBe(-1);
    expect(nearestSpot([], { x: 0, y: 0 }, 24)).toBe(-1);
  });
});

describe("the keys of the plot", () => {
  test("go from call to call and stop at both ends", () => {
    expect(nextIndex("ArrowRight", 3, 5)).toBe(4);
    expect(nextIndex("ArrowRight", 4, 5)).toBe(4);
    expect(nextIndex("ArrowLeft", 0, 5)).toBe(0);
  });

  test("begin at the end they come from", () => {
    expect(nextIndex("ArrowRight", null, 5)).toBe(0);
    expect(nextIndex("ArrowLeft", null, 5)).toBe(4);
  });

  test("go to either end and by tenths", () => {
    expect(nextIndex("Home", 3, 50)).toBe(0);
    expect(nextIndex("End", 3, 50)).toBe(49);
    expect(nextIndex("PageDown", 3, 50)).toBe(8);
  });

  test("leave other keys and an empty plot alone", () => {
    expect(nextIndex("Tab", 3, 5)).toBeNull();
    expect(nextIndex("End", null, 0)).toBeNull();
  });
});
