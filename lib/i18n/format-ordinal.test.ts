import { expect, test } from "vitest";
import { dictionaries } from "./dictionaries.ts";
import { formatOrdinal } from "./format-ordinal.ts";

test.each([
  [1, "1st in line"],
  [2, "2nd in line"],
  [3, "3rd in line"],
  [4, "4th in line"],
  [11, "11th in line"],
  [22, "22nd in line"],
  [1_003, "1,003rd in line"],
])("the place %d is said as people say it", (place, said) => {
  expect(formatOrdinal("en", dictionaries.en.playground.inLine, place)).toBe(said);
});

test("Chinese has one form", () => {
  const { inLine } = dictionaries.zh.playground;
  expect([1, 2, 3, 23].map((place) => formatOrdinal("zh", inLine, place))).toEqual([
    "排在第 1 位",
    "排在第 2 位",
    "排在第 3 位",
    "排在第 23 位",
  ]);
});
