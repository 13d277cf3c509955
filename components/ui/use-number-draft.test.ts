import { expect, test } from "vitest";
import { parseNumber } from "./use-number-draft.ts";

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
