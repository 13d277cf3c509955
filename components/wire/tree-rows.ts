import type { WireNode } from "#lib/wire/wire-node.ts";
import { ancestorsOf, childPath, type NodePath } from "./node-path.ts";

/** A row of the tree that is in sight when all above it are open. */
export type TreeRow = {
  readonly path: NodePath;
  readonly node: WireNode;
  readonly parent: WireNode;
  /** From 1. */
  readonly level: number;
  /** From 1, among its siblings. */
  readonly position: number;
  readonly siblings: number;
  /** Null: it has nothing below it. */
  readonly isOpen: boolean | null;
};

/** The rows below `root`, from top to bottom: children of what is open. */
export function treeRows(root: WireNode, open: ReadonlySet<NodePath>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (parent: WireNode, parentPath: NodePath, level: number) => {
    parent.children.forEach((node, index) => {
      const path = childPath(parentPath, index);
      const isOpen = node.children.length === 0 ? null : open.has(path);
      const siblings = parent.children.length;
      rows.push({ path, node, parent, level, position: index + 1, siblings, isOpen });
      if (isOpen === true) add(node, path, level + 1);
    });
  };
  add(root, "", 1);
  return rows;
}

/** Groups that say little more than their parts do, and of which there are many. */
const closedAtFirst = new Set<WireNode["kind"]>([
  "header",
  "hpack-header",
  "start-line",
  "packed",
  "last-chunk",
]);
/** So many rows are read at a glance; beyond, everything is closed until somebody opens it. */
const rowsAtFirst = 400;

/** What is open before anybody has touched the tree: the way to the messages and their fields. */
export function firstOpen(root: WireNode): ReadonlySet<NodePath> {
  const open = new Set<NodePath>();
  let rows = root.children.length;
  const visit = (node: WireNode, path: NodePath) => {
    const isLeafField = node.kind === "field" && !node.children.some(({ children }) => children.length > 0);
    const isClosed = closedAtFirst.has(node.kind) || node.ofConnection === true || isLeafField;
    if (node.children.length === 0 || isClosed || rows + node.children.length > rowsAtFirst) return;
    rows += node.children.length;
    open.add(path);
    node.children.forEach((child, index) => {
      visit(child, childPath(path, index));
    });
  };
  root.children.forEach((child, index) => {
    visit(child, String(index));
  });
  return open;
}

/** Also open: all above `path`. The same set when nothing changes. */
export function openedTo(open: ReadonlySet<NodePath>, path: NodePath): ReadonlySet<NodePath> {
  const missing = ancestorsOf(path).filter((above) => !open.has(above));
  return missing.length === 0 ? open : new Set([...open, ...missing]);
}

/** The row of `path`, or of the nearest above it that is in sight. -1: none is. */
export function rowOf(rows: readonly TreeRow[], path: NodePath | null): number {
  if (path === null) return -1;
  const own = rows.findIndex((row) => row.path === path);
  if (own !== -1) return own;
  const above = ancestorsOf(path).at(-1);
  return above === undefined ? -1 : rowOf(rows, above);
}
