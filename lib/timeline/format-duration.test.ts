import { expect, test } from "vitest";
import { durationUnit, formatDuration, formatMeasured, formatRatio, formatTick } from "./format-duration.ts";

test.each([
  [0, "0 µs"],
  [380, "380 µs"],
  [999, "999 µs"],
  [1_240, "1.24 ms"],
  [12_430, "12.4 ms"],
  [617_000, "617 ms"],
  [999_400, "999 ms"],
  [999_600, "1.00 s"],
  [1_020_000, "1.02 s"],
  [25_240_000, "25.2 s"],
  [1_234_000_000, "1,234 s"],
])("%d µs is said as %s", (us, said) => {
  expect(formatDuration("en", us)).toBe(said);
});

test("a view says every duration in its own unit", () => {
  expect(durationUnit(4_000_000)).toBe("s");
  expect(formatDuration("en", 20_000, "s")).toBe("0.02 s");
  expect(formatTick("en", 500_000, 500_000, "s")).toBe("0.5 s");
  expect(formatTick("en", 2_000_000, 1_000_000, "s")).toBe("2 s");
  expect(formatTick("en", 0, 500_000, "s")).toBe("0 s");
});

test("a difference below five clock steps is not given as a number", () => {
  expect(formatMeasured("en", 300, 100)).toBe("< 0.5 ms");
  expect(formatMeasured("en", 12, 5)).toBe("< 25 µs");
  expect(formatMeasured("en", 500, 100)).toBe("500 µs");
});

test("both languages use SI symbols with their own digits", () => {
  expect(formatDuration("zh", 1_020_000)).toBe("1.02 s");
  expect(formatRatio("en", 3.94)).toBe("3.9×");
  expect(formatRatio("zh", 16.8)).toBe("17×");
});
