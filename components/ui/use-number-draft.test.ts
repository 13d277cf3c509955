import { expect, test } from "vitest";
import { isTaken, parseNumber } from "./use-number-draft.ts";

test.each([
  ["12", 12],
  [" 1 000 ", 1000],
  ["１２", 12],
  ["0,5", 0.5],
  [".5", 0.5],
  ["-3", -3],
  ["", null],
  ["1e3", null],
  ["twelve", null],
  ["1.2.3", null],
])("%j is read as %j", (text, number) => {
  expect(parseNumber(text)).toBe(number);
});

test.each([
  [64, { min: 1, max: 64, zeroToo: false, whole: true }, true],
  [65, { min: 1, max: 64, zeroToo: false, whole: true }, false],
  [2.5, { min: 1, max: 64, zeroToo: false, whole: true }, false],
  [2.5, { min: 0, max: 500, zeroToo: false, whole: false }, true],
  [0, { min: 1, max: 10_000, zeroToo: true, whole: false }, true],
  [0.0001, { min: 1, max: 10_000, zeroToo: true, whole: false }, false],
  [null, { min: 0, max: 1, zeroToo: true, whole: false }, false],
])("%j within %j is taken: %j", (number, bounds, taken) => {
  expect(isTaken(number, bounds)).toBe(taken);
});
