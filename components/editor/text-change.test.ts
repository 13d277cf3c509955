import { describe, expect, test } from "vitest";
import { textChange } from "./text-change.ts";

function apply(before: string, after: string): string {
  const change = textChange(before, after);
  return change === undefined
    ? before
    : before.slice(0, change.start) + change.text + before.slice(change.end);
}

describe("textChange", () => {
  test("is nothing for equal texts", () => {
    expect(textChange("same", "same")).toBeUndefined();
  });

  test("touches only what differs", () => {
    expect(textChange("const a = 1;\nb\n", "const a = 22;\nb\n")).toEqual({ start: 10, end: 11, text: "22" });
  });

  test.each([
    ["", "new"],
    ["old", ""],
    ["aaa", "aaaa"],
    ["aaaa", "aa"],
    ["abab", "ababab"],
    ["x😀y", "x😁y"],
    ["😀", "😀😀"],
    ["😀x", "x"],
    ["中文注释", "中文的注释"],
  ])("turns %j into %j", (before, after) => {
    expect(apply(before, after)).toBe(after);
  });

  test("keeps both halves of an emoji together", () => {
    expect(textChange("x😀y", "x😁y")).toEqual({ start: 1, end: 3, text: "😁" });
  });
});
