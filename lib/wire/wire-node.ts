/** What a byte is there for, from the outside in. `broken`: nothing that its place allows. */
export const wireLayers = ["framing", "headers", "envelope", "message", "trailers", "broken"] as const;
export type WireLayer = (typeof wireLayers)[number];

/** Nodes with children: what a run of bytes is as a whole. */
export const wireGroups = [
  // HTTP/1.1 (RFC 9112)
  "start-line",
  "header",
  "chunk",
  "last-chunk",
  // HTTP/2 (RFC 9113)
  "frame",
  // HPACK (RFC 7541)
  "header-block",
  "hpack-header",
  // Any
  "side",
  "message-bytes",
  "envelope",
  "end-stream",
  // Protocol Buffers, Encoding
  "field",
  "submessage",
  "packed",
  "group",
] as const;

/** Nodes without children. A header block is one too where nobody may look into it, or nobody can. */
export const wireLeaves = [
  // HTTP/1.1
  "verb",
  "target",
  "query-message",
  "version",
  "status-code",
  "reason",
  "separator",
  "line-end",
  "head-end",
  "header-name",
  "header-value",
  "chunk-size",
  "chunk-extension",
  // HTTP/2
  "preface",
  "frame-length",
  "frame-type",
  "frame-flags",
  "frame-stream",
  "pad-length",
  "padding",
  "priority",
  "setting",
  "window-increment",
  "ping-data",
  "error-code",
  "last-stream",
  "debug-data",
  "frame-payload",
  // HPACK: a whole field by its index; how a field is written out, with the index of its name
  "hpack-indexed",
  "hpack-add",
  "hpack-once",
  "hpack-never",
  "hpack-length",
  "hpack-huffman",
  "hpack-table-size",
  // Envelope of Connect streams, gRPC and gRPC-Web
  "envelope-flags",
  "envelope-length",
  // Protocol Buffers
  "tag",
  "length",
  "value",
  "group-end",
  // JSON
  "json-name",
  "json-value",
  "json-mark",
  // A message that nothing here can look into: compressed, or text of base64
  "compressed",
  "base64",
  "opaque",
  // From here on it makes no sense
  "rest",
] as const;

export type WireKind = (typeof wireGroups)[number] | (typeof wireLeaves)[number];

export const wireProblems = [
  // The bytes end where more were announced. needed, found
  "ends-early",
  // Capturing stopped here; the wire went on. omitted
  "not-captured",
  // A varint of more than ten bytes.
  "varint-too-long",
  // Field number 0, or above 536 870 911. number
  "field-number",
  // 6 and 7 are no wire types. wireType
  "wire-type",
  // An end of a group that was never begun. number
  "group-end-unmatched",
  // A group that does not end.
  "group-open",
  // Deeper than messages may be nested.
  "too-deep",
  // Text that is no UTF-8.
  "not-utf8",
  // No JSON from here on.
  "not-json",
  // What the schema says of the field goes on no such wire type. expected, found
  "wire-type-mismatch",
  // Not the first line of HTTP.
  "start-line",
  "header-line",
  // A size that is no hexadecimal number.
  "chunk-size",
  // Flags that the protocol does not know. flags
  "envelope-flags",
  // A flag says compressed, and no header says how.
  "unknown-compression",
  // It says gzip, and is not.
  "not-compressed",
  // A frame shorter or longer than its type allows. type, length
  "frame-size",
  // Padding longer than the frame.
  "frame-padding",
  // Behind all that was announced.
  "behind-the-end",
] as const;

export type WireProblem = {
  readonly code: (typeof wireProblems)[number];
  readonly params: Readonly<Record<string, string | number>>;
};

/** The field of a message that bytes belong to. */
export type WireField = {
  readonly number: number;
  /** 0 varint, 1 eight bytes, 2 length-delimited, 3 and 4 group, 5 four bytes. */
  readonly wireType: number;
  /** As in the proto file. Null: the schema knows no such field, or there is no schema. */
  readonly name: string | null;
  /** `string`, `int32`, `greet.v1.Person`; null as above. */
  readonly type: string | null;
  /** Where the same value stands in the JSON view: `$.people[2].name`. Null: nowhere. */
  readonly jsonPath: string | null;
};

/**
 * A run of bytes and what it is: [from, to) in the bytes that were decoded. Children follow each other without a gap and
 * cover all of their parent, so the leaves of a tree add up to its bytes.
 */
export type WireNode = {
  readonly from: number;
  readonly to: number;
  readonly layer: WireLayer;
  readonly kind: WireKind;
  /** What the bytes say: a number, a name, text. Null: only the bytes themselves. */
  readonly value: string | number | null;
  readonly field: WireField | null;
  readonly problem: WireProblem | null;
  /** HTTP/2 frames: of the connection, and not of this call. */
  readonly ofConnection?: true;
  readonly children: readonly WireNode[];
};

type Extra = Partial<Pick<WireNode, "value" | "field" | "problem">>;

export function leaf(
  layer: WireLayer,
  kind: WireKind,
  from: number,
  to: number,
  { value = null, field = null, problem = null }: Extra = {},
): WireNode {
  return { from, to, layer, kind, value, field, problem, children: [] };
}

/** A node over its children, which cover it: at least one. */
export function group(
  layer: WireLayer,
  kind: WireKind,
  children: readonly WireNode[],
  { value = null, field = null, problem = null }: Extra = {},
): WireNode {
  const from = children[0]?.from ?? 0;
  const to = children.at(-1)?.to ?? from;
  return { from, to, layer, kind, value, field, problem, children };
}

export function rest(from: number, to: number, problem: WireProblem): WireNode {
  return leaf("broken", "rest", from, to, { problem });
}

/** The leaves from left to right; those of no bytes are left out. */
export function leavesOf(node: WireNode): readonly WireNode[] {
  const leaves: WireNode[] = [];
  const open: WireNode[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.children.length === 0) {
      if (next.to > next.from) leaves.push(next);
    } else for (let at = next.children.length - 1; at >= 0; at -= 1) open.push(next.children[at] ?? next);
  }
  return leaves;
}

/** What is wrong in a tree, from the left; null: nothing is. */
export function firstProblem({ problem, children }: WireNode): WireProblem | null {
  if (problem !== null) return problem;
  for (const child of children) {
    const found = firstProblem(child);
    if (found !== null) return found;
  }
  return null;
}

/** How many bytes each layer has. The sum is the length of the node. */
export function bytesByLayer(node: WireNode): Readonly<Record<WireLayer, number>> {
  const bytes: Record<WireLayer, number> = {
    framing: 0,
    headers: 0,
    envelope: 0,
    message: 0,
    trailers: 0,
    broken: 0,
  };
  for (const { layer, from, to } of leavesOf(node)) bytes[layer] += to - from;
  return bytes;
}
