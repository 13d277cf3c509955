import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { group, leaf, leavesOf, type WireNode } from "#lib/wire/wire-node.ts";
import { ancestorsOf, nodeAt, pathAt } from "./node-path.ts";

/** Name "Ada" in a message, behind an envelope; a trailer of no bytes at its end. */
const root = group("framing", "side", [
  leaf("framing", "verb", 0, 4),
  group("envelope", "envelope", [
    leaf("envelope", "envelope-flags", 4, 5),
    leaf("envelope", "envelope-length", 5, 9),
    group("message", "field", [leaf("message", "tag", 9, 10), leaf("message", "value", 10, 13)]),
    leaf("broken", "rest", 13, 13),
  ]),
  leaf("trailers", "header-value", 13, 20),
]);

describe("the path to a byte", () => {
  test("leads to the leaf that holds it, at both ends of every leaf", () => {
    for (const one of leavesOf(root)) {
      expect(nodeAt(root, pathAt(root, one.from) ?? "")).toBe(one);
      expect(nodeAt(root, pathAt(root, one.to - 1) ?? "")).toBe(one);
    }
  });

  test("is none outside of the root", () => {
    expect(pathAt(root, -1)).toBeNull();
    expect(pathAt(root, 20)).toBeNull();
  });

  test("passes over nodes of no bytes", () => {
    expect(pathAt(root, 13)).toBe("2");
  });

  test("agrees with a search through all leaves, for random trees", () => {
    const random = createRandom(7);
    const grow = (from: number, depth: number): WireNode => {
      if (depth === 0 || random.next() < 0.3)
        return leaf("message", "value", from, from + Math.floor(random.next() * 4));
      const children: WireNode[] = [];
      let at = from;
      for (let count = 1 + Math.floor(random.next() * 5); count > 0; count -= 1) {
        const child = grow(at, depth - 1);
        children.push(child);
        at = child.to;
      }
      return group("message", "submessage", children);
    };
    for (let round = 0; round < 200; round += 1) {
      const tree = grow(0, 4);
      for (let at = tree.from; at < tree.to; at += 1) {
        const found = nodeAt(tree, pathAt(tree, at) ?? "none");
        expect(found).toBe(leavesOf(tree).find(({ from, to }) => from <= at && at < to));
      }
    }
  });
});

test("the ancestors of a path are all above it, the outermost first", () => {
  expect(ancestorsOf("1/2/0")).toEqual(["1", "1/2"]);
  expect(ancestorsOf("1")).toEqual([]);
});

test("a path that leads nowhere has no node", () => {
  expect(nodeAt(root, "1/9")).toBeNull();
  expect(nodeAt(root, "0/0/0")).toBeNull();
});
