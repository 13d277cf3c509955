import { expect, test } from "vitest";
import { offsetOf } from "./code-navigation.ts";

test("a 1-based line and column in UTF-16 units becomes an offset", () => {
  expect(offsetOf("ab\ncd", { line: 2, column: 2 })).toBe(4);
  expect(offsetOf("/* 中文 */ x", { line: 1, column: 10 })).toBe(9);
  expect(offsetOf("😀x", { line: 1, column: 3 })).toBe(2);
});

test("a place outside the text becomes the nearest one inside", () => {
  expect(offsetOf("ab\ncd", { line: 1, column: 99 })).toBe(2);
  expect(offsetOf("ab\ncd", { line: 9, column: 99 })).toBe(5);
  expect(offsetOf("", { line: 1, column: 1 })).toBe(0);
});
