import type { DecodedMessage, DecodedSide } from "#lib/wire/decoded.ts";
import { leavesOf, type WireNode } from "#lib/wire/wire-node.ts";
import { ancestorsOf, childPath, type NodePath, nodeAt } from "./node-path.ts";

/** Bytes with their tree: a side as it was on the wire, or one of its messages out of compression or base64. */
export type ByteSpace = {
  /** `wire`, or the number of the message. */
  readonly id: "wire" | number;
  readonly bytes: Uint8Array;
  readonly root: WireNode;
};

export type Linked = {
  /** The message that a node belongs to; null: to none. */
  messageOf(path: NodePath): number | null;
  /** The value in the JSON that a node, or the nearest above it, says. */
  jsonPathOf(path: NodePath): string | null;
  /** The outermost nodes that say a value. */
  nodesOf(message: number, jsonPath: string): readonly NodePath[];
};

/** Messages whose own bytes are not those on the wire: compressed ones, and all of a side that is base64. */
export function unpackedMessages({ root, messages }: DecodedSide): readonly number[] {
  const isText = leavesOf(root).some(({ kind }) => kind === "base64" || kind === "query-message");
  return messages.flatMap(({ compressed }, number) => (compressed || isText ? [number] : []));
}

/** Which message a node lies in, by a search among their runs: a stream may have thousands of both. */
function messageFinder(messages: readonly DecodedMessage[]): (node: WireNode) => number | null {
  const runs = messages
    .flatMap(({ runs: own }, number) => own.map(({ from, to }) => ({ from, to, number })))
    .sort((a, b) => a.from - b.from);
  return ({ from, to }) => {
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.from ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    const run = runs[low - 1];
    return run !== undefined && Math.max(to, from + 1) <= run.to ? run.number : null;
  };
}

/** Ties the nodes of a space to the messages of its side and to their JSON, both ways. */
export function linkParts({ messages }: DecodedSide, space: ByteSpace): Linked {
  const find = messageFinder(messages);
  const { id } = space;
  const messageAt = (node: WireNode): number | null => (id === "wire" ? find(node) : id);
  let known: ReadonlyMap<string, readonly NodePath[]> | undefined;
  const all = () => {
    known ??= placesByValue(space.root, messageAt);
    return known;
  };
  return {
    messageOf(path) {
      const node = nodeAt(space.root, path);
      return node === null ? null : messageAt(node);
    },
    jsonPathOf(path) {
      for (const one of [...ancestorsOf(path), path].reverse()) {
        const jsonPath = nodeAt(space.root, one)?.field?.jsonPath ?? null;
        if (jsonPath !== null) return jsonPath;
      }
      return null;
    },
    nodesOf: (message, jsonPath) => all().get(`${message} ${jsonPath}`) ?? [],
  };
}

function placesByValue(
  root: WireNode,
  messageAt: (node: WireNode) => number | null,
): ReadonlyMap<string, readonly NodePath[]> {
  const places = new Map<string, NodePath[]>();
  const visit = (node: WireNode, path: NodePath, above: string | null) => {
    const jsonPath = node.field?.jsonPath ?? null;
    if (jsonPath !== null && jsonPath !== above) {
      const key = `${messageAt(node)} ${jsonPath}`;
      const same = places.get(key);
      if (same === undefined) places.set(key, [path]);
      else same.push(path);
    }
    node.children.forEach((child, index) => {
      visit(child, childPath(path, index), jsonPath ?? above);
    });
  };
  visit(root, "", null);
  return places;
}
