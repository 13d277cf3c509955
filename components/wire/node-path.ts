import type { WireNode } from "#lib/wire/wire-node.ts";

/** Where a node stands: the numbers of its ancestors and its own among their siblings, `0/3/1`; the root is empty. */
export type NodePath = string;

export function childPath(path: NodePath, index: number): NodePath {
  return path === "" ? String(index) : `${path}/${index}`;
}

/** Null: there is no such node. */
export function nodeAt(root: WireNode, path: NodePath): WireNode | null {
  if (path === "") return root;
  let node: WireNode | undefined = root;
  for (const index of path.split("/")) node = node?.children[Number(index)];
  return node ?? null;
}

/** From the outermost below the root to the one above `path`. */
export function ancestorsOf(path: NodePath): readonly NodePath[] {
  const parts = path.split("/");
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join("/"));
}

/** The leaf that byte `at` belongs to. Null: the byte is not the root's. */
export function pathAt(root: WireNode, at: number): NodePath | null {
  if (at < root.from || at >= root.to) return null;
  let node = root;
  let path = "";
  while (node.children.length > 0) {
    const index = childAt(node.children, at);
    const child = node.children[index];
    if (child === undefined || at >= child.to) return null;
    node = child;
    path = childPath(path, index);
  }
  return path;
}

/** The last child that begins at or before `at`: children follow each other, and those of no bytes come first. */
function childAt(children: readonly WireNode[], at: number): number {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
