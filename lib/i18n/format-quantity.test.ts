import { expect, test } from "vitest";
import { atMost, count, item, status, value } from "#lib/lessons/quantity.ts";
import { dictionaries } from "./dictionaries.ts";
import { formatQuantity } from "./format-quantity.ts";

test("one of several stands with its number, in both languages", () => {
  const second = item(2, value("b"));
  expect(formatQuantity("en", dictionaries.en.lessons.quantity, second)).toBe('"b" (no. 2)');
  expect(formatQuantity("zh", dictionaries.zh.lessons.quantity, second)).toBe('"b"（第 2 个）');
});

test("a number says what was counted, where the check told it", () => {
  const few = atMost(count(1, "ticks"));
  expect(formatQuantity("en", dictionaries.en.lessons.quantity, few)).toBe("at most 1 tick");
  expect(formatQuantity("zh", dictionaries.zh.lessons.quantity, few)).toBe("至多跳动 1 次");
  expect(formatQuantity("en", dictionaries.en.lessons.quantity, count(8_192, "rows"))).toBe("8,192 rows");
  expect(formatQuantity("en", dictionaries.en.lessons.quantity, count(3))).toBe("3");
});

test("a status is said by its name", () => {
  const { en, zh } = dictionaries;
  expect(formatQuantity("en", en.lessons.quantity, status(9))).toBe("FAILED_PRECONDITION");
  expect(formatQuantity("zh", zh.lessons.quantity, status(9))).toBe("FAILED_PRECONDITION");
});
