import { describe, expect, test } from "vitest";
import { createEchoFilter } from "./echo-filter.ts";

describe("createEchoFilter", () => {
  test("an owner that lags behind fast typing is not news", () => {
    const filter = createEchoFilter("");
    filter.reported("a");
    filter.reported("ab");
    expect(filter.isNews("a", "ab")).toBe(false);
    expect(filter.isNews("ab", "ab")).toBe(false);
  });

  test("an owner that skips texts in between is not news", () => {
    const filter = createEchoFilter("");
    for (const text of ["a", "ab", "abc"]) filter.reported(text);
    expect(filter.isNews("abc", "abc")).toBe(false);
  });

  test("an owner that renders again before it took the change in is not news", () => {
    const filter = createEchoFilter("start");
    filter.reported("start!");
    expect(filter.isNews("start", "start!")).toBe(false);
    expect(filter.isNews("start!", "start!")).toBe(false);
  });

  test("a text nobody typed is news, even right after typing", () => {
    const filter = createEchoFilter("");
    filter.reported("ab");
    expect(filter.isNews("restored", "ab")).toBe(true);
  });

  test("a reset to an earlier text is news once that text was acknowledged", () => {
    const filter = createEchoFilter("");
    filter.reported("start!");
    expect(filter.isNews("start!", "start!")).toBe(false);
    filter.reported("start!?");
    expect(filter.isNews("start!?", "start!?")).toBe(false);
    expect(filter.isNews("start!", "start!?")).toBe(true);
  });

  test("handing the shown text down again changes nothing", () => {
    expect(createEchoFilter("").isNews("shown", "shown")).toBe(false);
  });
});
