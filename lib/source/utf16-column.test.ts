import { describe, expect, test } from "vitest";
import { toUtf16Column } from "./utf16-column.ts";

describe("toUtf16Column", () => {
  test.each([
    ["abc", 1, 1],
    ["abc", 3, 3],
    ["/* 中文注释 */ strng a = 1;", 20, 12],
    ["/*😀*/ x", 10, 8],
    ["é x", 4, 3],
    ["\ud800 x", 5, 3],
    ["\t\tx", 3, 3],
    ["abc", 99, 4],
    ["", 5, 1],
  ])("in %j byte column %i is column %i", (line, byteColumn, column) => {
    expect(toUtf16Column(line, byteColumn)).toBe(column);
  });

  test("agrees with what an encoder says of every prefix", () => {
    const line = "a é 中 😀 z";
    for (const end of [0, 1, 2, 3, 4, 5, 6, 8, 9, 10]) {
      const prefix = line.slice(0, end);
      expect(toUtf16Column(line, new TextEncoder().encode(prefix).length + 1)).toBe(prefix.length + 1);
    }
  });
});
