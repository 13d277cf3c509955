import { bodyPlace } from "./framing.ts";
import type { WireNode } from "./wire-node.ts";

type Run = { readonly from: number; readonly to: number };

/**
 * Puts a body's tree, whose bytes count from 0, into the places that the framing keeps for it. A node that chunks or
 * frames cut in two stands in both, each time with its whole meaning and the bytes it has there.
 */
export function placeBody(
  framing: readonly WireNode[],
  runs: readonly Run[],
  body: readonly WireNode[],
): readonly WireNode[] {
  let next = 0;
  let bodyFrom = 0;
  const place = (node: WireNode): readonly WireNode[] => {
    if (node.children.length > 0) return [{ ...node, children: node.children.flatMap(place) }];
    const run = runs[next];
    if (node.kind !== bodyPlace || run === undefined || run.from !== node.from) return [node];
    next += 1;
    const bodyTo = bodyFrom + run.to - run.from;
    const clipped = clip(body, bodyFrom, bodyTo, run.from - bodyFrom);
    bodyFrom = bodyTo;
    return clipped.length === 0 ? [node] : clipped;
  };
  return framing.flatMap(place);
}

/** What of the nodes stands within [from, to), moved by `shift`. Nodes of no bytes go with what is before them. */
export function clip(
  nodes: readonly WireNode[],
  from: number,
  to: number,
  shift: number,
): readonly WireNode[] {
  const kept: WireNode[] = [];
  for (let at = firstBehind(nodes, from); at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined || node.from > to || (node.from === to && node.to > to)) break;
    if (node.to <= from && !(node.to === 0 && from === 0)) continue;
    kept.push({
      ...node,
      from: Math.max(node.from, from) + shift,
      to: Math.min(node.to, to) + shift,
      children: clip(node.children, from, to, shift),
    });
  }
  return kept;
}

/** The first node that ends at `from` or later: nodes stand in order. */
function firstBehind(nodes: readonly WireNode[], from: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.to ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same nodes, `shift` bytes further. */
export function moved(nodes: readonly WireNode[], shift: number): readonly WireNode[] {
  if (shift === 0) return nodes;
  return nodes.map((node) => {
    return { ...node, from: node.from + shift, to: node.to + shift, children: moved(node.children, shift) };
  });
}
