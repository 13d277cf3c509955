import { leavesOf, type WireNode } from "./wire-node.ts";

/** Undefined when the tree covers [from, to) without gap or overlap on every level; else where it does not. */
export function partitionFault(root: WireNode, from: number, to: number): string | undefined {
  if (to > from && (root.from !== from || root.to !== to)) return `the root is [${root.from}, ${root.to})`;
  let at = from;
  for (const leaf of leavesOf(root)) {
    if (leaf.from !== at) return `${leaf.kind} begins at ${leaf.from}, not at ${at}`;
    at = leaf.to;
  }
  if (at !== to) return `the leaves end at ${at}, not at ${to}`;
  return levelFault(root);
}

function levelFault(node: WireNode): string | undefined {
  if (node.to < node.from) return `${node.kind} ends before it begins`;
  let at = node.from;
  for (const child of node.children) {
    if (child.from !== at) return `a child of ${node.kind} begins at ${child.from}, not at ${at}`;
    const fault = levelFault(child);
    if (fault !== undefined) return fault;
    at = child.to;
  }
  return node.children.length > 0 && at !== node.to ? `the children of ${node.kind} end at ${at}` : undefined;
}
