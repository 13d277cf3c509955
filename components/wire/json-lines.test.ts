import { expect, test } from "vitest";
import { jsonView } from "#lib/schema/json-view.ts";
import { isWithin, jsonLines } from "./json-lines.ts";

const value = { name: "Ada", from: { age: 36, tags: ["a", "b"] }, none: {}, "first-name": null };
const view = jsonView(value);
const lines = jsonLines(view);

test("the pieces of all lines are the text, and each knows where it stands", () => {
  expect(lines.map((line) => line.map(({ text }) => text).join("")).join("\n")).toBe(view.text);
  for (const { from, text } of lines.flat()) expect(view.text.slice(from, from + text.length)).toBe(text);
});

test("a piece belongs to the innermost value around it", () => {
  const pathOf = (text: string) => lines.flat().find((piece) => piece.text.includes(text))?.path;
  expect(pathOf('"Ada"')).toBe("$.name");
  expect(pathOf("36")).toBe("$.from.age");
  expect(pathOf('"b"')).toBe("$.from.tags[1]");
  expect(pathOf('"tags"')).toBe("$.from.tags");
  expect(pathOf("null")).toBe('$["first-name"]');
  expect(lines.at(-1)?.at(-1)?.path).toBe("$");
});

test("a value is within itself and what holds it, and not within one whose name only begins alike", () => {
  expect(isWithin("$.from.tags[1]", "$.from")).toBe(true);
  expect(isWithin("$.from", "$.from")).toBe(true);
  expect(isWithin("$.fromage", "$.from")).toBe(false);
  expect(isWithin("$.from", "$.from.tags")).toBe(false);
});
