import { expect, test } from "vitest";
import { studentLimit } from "./student-t.ts";

test.each([
  [1, 12.7062],
  [4, 2.7764],
  [9, 2.2622],
  [30, 2.0423],
  [31, 2.0395],
  [40, 2.0211],
  [120, 1.9799],
  [1e6, 1.96],
])("with %i degrees of freedom 95 of 100 values lie within %f standard errors", (degrees, limit) => {
  expect(studentLimit(degrees)).toBeCloseTo(limit, 3);
});

test("without a degree of freedom nothing is known", () => {
  expect(studentLimit(0)).toBe(Number.POSITIVE_INFINITY);
});
