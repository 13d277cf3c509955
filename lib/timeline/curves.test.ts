import { expect, test } from "vitest";
import { collectSpans } from "./span-columns.ts";
import { buildMips } from "./span-mips.ts";
import { areaUntil, stepCurve, valueAt } from "./step-curve.ts";

const spansOf = (list: readonly (readonly [number, number])[]) => {
  const collected = collectSpans();
  list.forEach(([from, to], row) => {
    collected.add(from, to, row, 0);
  });
  return collected.finish();
};

test("a step curve counts what covers a moment, and touching spans do not overlap", () => {
  const curve = stepCurve([
    spansOf([
      [0, 10],
      [10, 20],
      [5, 15],
    ]),
  ]);
  expect([0, 4, 5, 10, 15, 20].map((us) => valueAt(curve, us))).toEqual([1, 1, 2, 2, 1, 0]);
  expect(curve.peak).toBe(2);
  expect(areaUntil(curve, 1_000)).toBe(30);
});

test("every mip level keeps the busy sum, the first start and the last end of what it stands for", () => {
  const spans = spansOf(Array.from({ length: 1_000 }, (_, i) => [i * 100, i * 100 + 10 + (i % 80)] as const));
  const total = Array.from({ length: 1_000 }, (_, i) => 10 + (i % 80)).reduce((sum, us) => sum + us, 0);
  const mips = buildMips(spans, 100_000);
  expect(mips.map(({ length }) => length)).toEqual([250, 63, 16]);
  for (const { busyUs, startUs, endUs, length } of mips) {
    expect(busyUs.reduce((sum, us) => sum + us, 0)).toBe(total);
    expect(startUs[0]).toBe(0);
    expect(endUs[length - 1]).toBe(999 * 100 + 10 + (999 % 80));
  }
});

test("spans come out in order of their start, whatever order they were found in", () => {
  const spans = spansOf([
    [30, 40],
    [10, 20],
    [20, 25],
  ]);
  expect(Array.from(spans.startUs)).toEqual([10, 20, 30]);
  expect(Array.from(spans.row)).toEqual([1, 2, 0]);
});
