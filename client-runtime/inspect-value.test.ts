import { describe, expect, test } from "vitest";
import { inspectArguments } from "./inspect-value.ts";

const circular: { self?: unknown } = {};
circular.self = circular;
class Point {
  x = 1;
}

describe("inspectArguments", () => {
  test.each([
    [["a", 1, null, undefined, 2n, true], "a 1 null undefined 2n true"],
    [[{ a: "b", "c d": [1, "x"] }], '{ a: "b", "c d": [1, "x"] }'],
    [[new Map([["k", new Set([1])]])], 'Map { "k" => Set { 1 } }'],
    [[new Uint8Array([1, 2])], "Uint8Array [1, 2]"],
    [[new TypeError("no")], "TypeError: no"],
    [[new Point(), {}, []], "Point { x: 1 } {} []"],
    [[circular], "{ self: [circular] }"],
    [["%s is %d%%, %o", "x", 5, { a: 1 }, "more"], "x is 5%, { a: 1 } more"],
    [["100%", 1], "100% 1"],
    [["%s"], "%s"],
    [[Symbol("s")], "Symbol(s)"],
    [[new Date(0)], "1970-01-01T00:00:00.000Z"],
  ])("%# reads as a programmer would write it", (values, text) => {
    expect(inspectArguments(values)).toBe(text);
  });

  test("long lists and deep values are cut", () => {
    expect(inspectArguments([Array.from({ length: 500 }, () => 0)])).toMatch(/, … 400 more\]$/);
    expect(inspectArguments([[[[[["deep"]]]]]])).toBe("[[[[[…]]]]]");
  });

  test("a value that resists is no exception", () => {
    const hostile = {
      get trap(): string {
        throw new Error("no");
      },
    };
    expect(inspectArguments([hostile])).toBe("[unreadable]");
    expect(inspectArguments([new Proxy({}, { ownKeys: () => ["a", "a"] })])).toBe("[unreadable]");
  });
});
