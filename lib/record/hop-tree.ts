import { type AttemptTable, attemptFlags, missing } from "./attempt-table.ts";

/** One attempt in the tree of calls that a call set off; the call itself has depth 0. */
export type HopNode = { readonly row: number; readonly depth: number };

/** The row whose handler made this attempt; null of calls that no handler made, or whose caller is unknown. */
export function callerOf(attempts: AttemptTable, row: number): number | null {
  // A retry has a parent too: the attempt before it, which is no handler's call.
  if (((attempts.flags[row] ?? 0) & attemptFlags.nested) === 0) return null;
  const parent = attempts.parentAttempt[row] ?? missing;
  // Parents stand before their children (I8), so that every walk upwards ends.
  return parent < row ? parent : null;
}

/** The call at the root of the tree that a row belongs to: the row itself when no handler made it. */
export function rootOf(attempts: AttemptTable, row: number): number {
  let root = row;
  for (let up = callerOf(attempts, row); up !== null; up = callerOf(attempts, up)) root = up;
  return root;
}

/** The calls that a row's handler made, in the order in which it made them. */
export function hopsOf(attempts: AttemptTable, row: number): readonly number[] {
  return childrenOf(attempts).get(row) ?? [];
}

/** The whole tree that a row belongs to, callers before what they called. One node: nobody called on. */
export function hopTree(attempts: AttemptTable, row: number): readonly HopNode[] {
  const nodes: HopNode[] = [];
  const open: HopNode[] = [{ row: rootOf(attempts, row), depth: 0 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node);
    const depth = node.depth + 1;
    for (const hop of hopsOf(attempts, node.row).toReversed()) open.push({ row: hop, depth });
  }
  return nodes;
}

/** A table never changes once it is in a record. */
const known = new WeakMap<AttemptTable, ReadonlyMap<number, readonly number[]>>();

function childrenOf(attempts: AttemptTable): ReadonlyMap<number, readonly number[]> {
  const found = known.get(attempts);
  if (found !== undefined) return found;
  const children = new Map<number, number[]>();
  for (let row = 0; row < attempts.length; row++) {
    const caller = callerOf(attempts, row);
    if (caller === null) continue;
    const siblings = children.get(caller);
    if (siblings === undefined) children.set(caller, [row]);
    else siblings.push(row);
  }
  const begins = (row: number) => attempts.intended[row] ?? missing;
  for (const siblings of children.values()) siblings.sort((a, b) => begins(a) - begins(b) || a - b);
  known.set(attempts, children);
  return children;
}
