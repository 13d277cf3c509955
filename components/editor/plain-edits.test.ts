import { describe, expect, test } from "vitest";
import { indent, newLine, outdent, type PlainEdit } from "./plain-edits.ts";

type Edit = (text: string, from: number, to: number) => PlainEdit;

/** Texts with the selection between « and », or the caret at |. */
function play(edit: Edit, marked: string): string {
  const caret = marked.indexOf("|");
  const from = caret >= 0 ? caret : marked.indexOf("«");
  const to = caret >= 0 ? caret : marked.indexOf("»") - 1;
  const text = marked.replace(/[|«»]/g, "");
  const { start, end, text: inserted, selectStart, selectEnd } = edit(text, from, to);
  const result = text.slice(0, start) + inserted + text.slice(end);
  if (selectStart === selectEnd) return `${result.slice(0, selectStart)}|${result.slice(selectStart)}`;
  return `${result.slice(0, selectStart)}«${result.slice(selectStart, selectEnd)}»${result.slice(selectEnd)}`;
}

describe("Tab in the plain editor", () => {
  test.each([
    ["a|b", "a  |b"],
    ["a«b»c", "a  |c"],
    ["one\n«two\nthree»\nfour", "one\n  «two\n  three»\nfour"],
    ["«a\n\nb\n»c", "  «a\n\n  b\n»c"],
  ])("turns %j into %j", (before, after) => {
    expect(play(indent, before)).toBe(after);
  });
});

describe("Shift+Tab in the plain editor", () => {
  test.each([
    ["    a|", "  a|"],
    [" a|", "a|"],
    ["a|", "a|"],
    ["|  a", "|a"],
    ["«  one\n    two»", "«one\n  two»"],
    ["\tx|", "x|"],
  ])("turns %j into %j", (before, after) => {
    expect(play(outdent, before)).toBe(after);
  });
});

describe("Enter in the plain editor", () => {
  test.each([
    ["a|", "a\n|"],
    ["  a|", "  a\n  |"],
    ["  f(() => {|", "  f(() => {\n    |"],
    ["{|}", "{\n  |\n}"],
    ["  g(|)", "  g(\n    |\n  )"],
    ["a«b»c", "a\n|c"],
  ])("turns %j into %j", (before, after) => {
    expect(play(newLine, before)).toBe(after);
  });
});
