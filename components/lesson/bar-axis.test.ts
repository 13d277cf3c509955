import { describe, expect, test } from "vitest";
import { type Bar, barAxis, meanDifference, moveBar } from "./bar-axis.ts";

const second = 1_000_000;
const axis = barAxis(5 * second);

test("the axis has whole seconds and room behind the recorded run", () => {
  expect(axis).toEqual({ toUs: 6 * second, stepUs: second });
  expect(barAxis(80 * second)).toEqual({ toUs: 96 * second, stepUs: 12 * second });
  expect(barAxis(null).toUs).toBe(6 * second);
});

describe("a moved bar", () => {
  const bar: Bar = [second, 2 * second];
  test("keeps its length and stays on the axis", () => {
    expect(moveBar(bar, "both", second / 2, axis)).toEqual([1.5 * second, 2.5 * second]);
    expect(moveBar(bar, "both", -9 * second, axis)).toEqual([0, second]);
    expect(moveBar(bar, "both", 9 * second, axis)).toEqual([5 * second, 6 * second]);
  });
  test("never becomes shorter than a tenth of a second", () => {
    expect(moveBar(bar, "from", 9 * second, axis)).toEqual([1.9 * second, 2 * second]);
    expect(moveBar(bar, "to", -9 * second, axis)).toEqual([second, 1.1 * second]);
  });
  test("ends at whole tenths", () => {
    expect(moveBar(bar, "to", 123_456, axis)).toEqual([second, 2.1 * second]);
  });
});

test("the difference is the mean over both ends of the bars that have a partner", () => {
  expect(
    meanDifference(
      [
        [0, 10],
        [0, 10],
      ],
      [[0, 20]],
    ),
  ).toBe(5);
  expect(meanDifference([], [[0, 20]])).toBeNull();
});
