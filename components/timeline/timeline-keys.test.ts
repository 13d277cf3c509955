import { expect, test } from "vitest";
import { commandOf } from "./timeline-keys.ts";

const press = (
  key: string,
  held: Partial<Record<"shiftKey" | "ctrlKey" | "metaKey" | "altKey", boolean>> = {},
) => commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("arrows walk, with shift they pan and zoom", () => {
  expect(press("ArrowRight")).toEqual({ kind: "walk", step: "next" });
  expect(press("ArrowUp")).toEqual({ kind: "walk", step: "above" });
  expect(press("ArrowRight", { shiftKey: true })).toEqual({ kind: "pan", share: 0.15 });
});

test.each(["ctrlKey", "metaKey", "altKey"] as const)("keys with %s stay with the browser", (held) => {
  for (const key of ["s", "w", "a", "d", "f", "c", "ArrowLeft", "Enter"])
    expect(press(key, { [held]: true })).toBeNull();
});

test("a slash searches and R selects a stretch of time", () => {
  expect(press("/")).toEqual({ kind: "search" });
  expect(press("r")).toEqual({ kind: "region" });
});

test("Tab leaves the timeline, and capitals of shifted letters do nothing", () => {
  expect(press("Tab")).toBeNull();
  expect(press("S", { shiftKey: true })).toBeNull();
});
