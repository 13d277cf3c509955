import { describe, expect, test } from "vitest";
import { group, leaf, type WireNode } from "#lib/wire/wire-node.ts";
import { treeStep } from "./tree-keys.ts";
import { firstOpen, openedTo, rowOf, treeRows } from "./tree-rows.ts";

const header = (from: number) =>
  group("headers", "header", [
    leaf("headers", "header-name", from, from + 2, { value: "te" }),
    leaf("headers", "header-value", from + 2, from + 4),
  ]);
const field = (from: number): WireNode =>
  group("message", "field", [
    leaf("message", "tag", from, from + 1),
    leaf("message", "value", from + 1, from + 2),
  ]);
const root = group("framing", "side", [
  header(0),
  group("message", "message-bytes", [
    field(4),
    group("message", "field", [leaf("message", "tag", 6, 7), group("message", "submessage", [field(7)])]),
  ]),
]);
const pathsOf = (open: ReadonlySet<string>) => treeRows(root, open).map(({ path }) => path);

describe("the rows of the tree", () => {
  test("are the children of what is open, from top to bottom", () => {
    expect(pathsOf(new Set())).toEqual(["0", "1"]);
    expect(pathsOf(new Set(["1"]))).toEqual(["0", "1", "1/0", "1/1"]);
    expect(pathsOf(new Set(["1/1"]))).toEqual(["0", "1"]);
  });

  test("begin open down to every field, with headers and plain fields closed", () => {
    expect(pathsOf(firstOpen(root))).toEqual(["0", "1", "1/0", "1/1", "1/1/0", "1/1/1", "1/1/1/0"]);
  });

  test("begin closed where there are more than can be read at a glance", () => {
    const many = group("framing", "side", [
      group(
        "message",
        "message-bytes",
        Array.from({ length: 5_000 }, (_, at) => field(2 * at)),
      ),
    ]);
    expect(treeRows(many, firstOpen(many))).toHaveLength(1);
  });

  test("open to a node that was closed, and stay the same set when nothing has to open", () => {
    const open = openedTo(new Set(), "1/1/1/0");
    expect([...open].sort()).toEqual(["1", "1/1", "1/1/1"]);
    expect(openedTo(open, "1/1/1/0")).toBe(open);
  });

  test("know the row of a node, or of the nearest above it in sight", () => {
    const rows = treeRows(root, new Set(["1"]));
    expect(rowOf(rows, "1/1")).toBe(3);
    expect(rowOf(rows, "1/1/1/0/1")).toBe(3);
    expect(rowOf(rows, "7/1")).toBe(-1);
    expect(rowOf(rows, null)).toBe(-1);
  });
});

describe("keys in the tree", () => {
  const rows = treeRows(root, new Set(["1"]));

  test("walk, open, close and go up as WAI-ARIA asks", () => {
    expect(treeStep("ArrowDown", rows, 0, 5)).toEqual({ kind: "choose", path: "1" });
    expect(treeStep("ArrowUp", rows, 0, 5)).toEqual({ kind: "choose", path: "0" });
    expect(treeStep("ArrowRight", rows, 0, 5)).toEqual({ kind: "toggle", path: "0", open: true });
    expect(treeStep("ArrowRight", rows, 1, 5)).toEqual({ kind: "choose", path: "1/0" });
    expect(treeStep("ArrowLeft", rows, 1, 5)).toEqual({ kind: "toggle", path: "1", open: false });
    expect(treeStep("ArrowLeft", rows, 2, 5)).toEqual({ kind: "choose", path: "1" });
    expect(treeStep("End", rows, 0, 5)).toEqual({ kind: "choose", path: "1/1" });
    expect(treeStep("PageUp", rows, 3, 2)).toEqual({ kind: "choose", path: "1" });
  });

  test("leave all others to the page, and do nothing in an empty tree", () => {
    expect(treeStep("a", rows, 0, 5)).toBeNull();
    expect(treeStep("ArrowDown", [], -1, 5)).toBeNull();
  });
});
