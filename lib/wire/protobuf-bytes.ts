import type { DescMessage } from "@bufbuild/protobuf";
import { itemPath, memberPath, rootPath } from "#lib/schema/json-path.ts";
import { type EntryShape, type FieldShape, fieldShapes } from "./field-shape.ts";
import { isOneValueInJson, wireTypes } from "./field-types.ts";
import { looksLikeMessage, maxGuessDepth } from "./looks-like-message.ts";
import { mapKeyText } from "./map-key.ts";
import { readValue } from "./read-value.ts";
import { maxVarintBytes, scanVarint } from "./scan-varint.ts";
import { group, leaf, rest, type WireField, type WireNode, type WireProblem } from "./wire-node.ts";

/** As deep as parsers go. */
const maxDepth = 100;
const maxFieldNumber = 2 ** 29 - 1;

/**
 * The bytes of a protobuf message, field by field (Protocol Buffers, Encoding):
 *
 *   field = tag value | tag length bytes | tag field* end-of-group
 *
 * With a schema every node names its field and its place in the JSON view; without, what is inside is guessed as
 * `protoc --decode_raw` does. From where the bytes are no message on they are one `rest`. The nodes cover [from, to).
 */
export function decodeProtobuf(
  bytes: Uint8Array,
  from: number,
  to: number,
  message: DescMessage | null,
): readonly WireNode[] {
  const reader = new MessageBytes(bytes);
  return reader.fields(from, to, scopeOf(message, message === null ? null : rootPath), 0, 0).nodes;
}

/** What is known where fields stand. */
type Scope = {
  shape(number: number): FieldShape | null;
  /** Of a whole list. */
  list(shape: FieldShape): string | null;
  /** Of a field's next value. */
  path(shape: FieldShape | null, number: number, key: string): string | null;
};

function scopeOf(message: DescMessage | null, path: string | null): Scope {
  if (message === null) return unknownScope;
  const shapes = fieldShapes(message);
  const counts = new Map<number, number>();
  return {
    shape: (number) => shapes.get(number) ?? null,
    list: ({ jsonName }) => (path === null ? null : memberPath(path, jsonName)),
    path(shape, number, key) {
      if (shape === null || path === null) return null;
      if (isOneValueInJson(message)) return path;
      const member = memberPath(path, shape.jsonName);
      if (shape.kind === "map") return memberPath(member, key);
      if (shape.kind === "single") return member;
      const count = counts.get(number) ?? 0;
      counts.set(number, count + 1);
      return itemPath(member, count);
    },
  };
}

const unknownScope: Scope = { shape: () => null, list: () => null, path: () => null };

/** Key and value of a map stand at the same place of the JSON: `"key": value`. */
function entryScope({ key, value }: EntryShape, path: string | null): Scope {
  return {
    shape: (number) => (number === 1 ? key : number === 2 ? value : null),
    list: () => null,
    path: (shape) => (shape === null ? null : path),
  };
}

type Fields = { readonly nodes: readonly WireNode[]; readonly to: number; readonly closed: boolean };

class MessageBytes {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** All fields up to `to`, or to the end of the group `open` (0: of none). */
  fields(from: number, to: number, scope: Scope, depth: number, open: number): Fields {
    const nodes: WireNode[] = [];
    let at = from;
    while (at < to) {
      const tag = scanVarint(this.#bytes, at, to);
      if (tag === null) return ended(nodes, rest(at, to, brokenVarint(at, to)));
      const problem = tagProblem(tag.value, open);
      if (problem !== null) return ended(nodes, rest(at, to, problem));
      const number = Number(tag.value >> 3n);
      const wireType = Number(tag.value & 7n);
      if (wireType === wireTypes.groupEnd) {
        nodes.push(leaf("message", "group-end", at, tag.to, { value: number }));
        return { nodes, to: tag.to, closed: true };
      }
      const node = this.#field({ at, behindTag: tag.to, to, number, wireType, scope, depth });
      nodes.push(node);
      at = node.to;
    }
    return { nodes, to: at, closed: false };
  }

  #field(start: FieldStart): WireNode {
    const { at, behindTag, to, number, wireType, scope } = start;
    const known = scope.shape(number);
    const fits = known !== null && (known.wireType === wireType || (known.packable && wireType === 2));
    const shape = fits ? known : null;
    const problem = known === null || fits ? null : mismatch(known.wireType, wireType);
    const builder: FieldBuilder = {
      ...{ start, shape },
      tie: (jsonPath) => {
        return { number, wireType, name: known?.name ?? null, type: known?.type ?? null, jsonPath };
      },
      build: (kind, field, parts) => {
        const tag = leaf("message", "tag", at, behindTag, { value: number, field });
        return group("message", kind, [tag, ...parts], { field, problem });
      },
    };
    if (wireType === wireTypes.delimited) return this.#delimitedField(builder);
    if (wireType === wireTypes.group) return this.#group(builder);
    const field = builder.tie(scope.path(shape, number, ""));
    return builder.build("field", field, [this.#value(behindTag, to, wireType, shape, field)]);
  }

  #delimitedField({ start, shape, tie, build }: FieldBuilder): WireNode {
    const { behindTag, to, number, scope, depth } = start;
    const length = scanVarint(this.#bytes, behindTag, to);
    if (length === null) return build("field", tie(null), [rest(behindTag, to, brokenVarint(behindTag, to))]);
    const needed = Number(length.value);
    const end = length.to + needed;
    const isWhole = end <= to;
    const key = isWhole ? this.#mapKey(shape, length.to, end) : "";
    const field = tie(shape?.packable === true ? scope.list(shape) : scope.path(shape, number, key));
    const announced = leaf("message", "length", behindTag, length.to, { value: needed, field });
    const inner = isWhole
      ? this.#delimited(length.to, end, { shape, field, scope, number, depth })
      : [missing(length.to, needed, to - length.to, to)];
    return build("field", field, [announced, ...inner]);
  }

  #group({ start, shape, tie, build }: FieldBuilder): WireNode {
    const { behindTag, to, number, scope, depth } = start;
    const field = tie(scope.path(shape, number, ""));
    if (depth >= maxDepth) return build("group", field, [rest(behindTag, to, tooDeep)]);
    const inner = scopeOf(shape?.message ?? null, field.jsonPath);
    const { nodes, closed } = this.fields(behindTag, to, inner, depth + 1, number);
    const isOver = closed || nodes.at(-1)?.kind === "rest";
    return build("group", field, isOver ? nodes : [...nodes, missing(to, 1, 0, to, "group-open")]);
  }

  /** A value without a length of its own. */
  #value(from: number, to: number, wireType: number, shape: FieldShape | null, field: WireField): WireNode {
    const end =
      wireType === wireTypes.varint
        ? scanVarint(this.#bytes, from, to)?.to
        : from + (wireType === wireTypes.fixed64 ? 8 : 4);
    if (end === undefined)
      return from < to ? rest(from, to, brokenVarint(from, to)) : missing(from, 1, 0, to);
    if (end > to) return missing(from, end - from, to - from, to);
    const value = readValue(this.#bytes.subarray(from, end), wireType, shape?.value ?? null);
    return leaf("message", "value", from, end, { value, field });
  }

  #delimited(from: number, to: number, { shape, field, scope, number, depth }: Inside): readonly WireNode[] {
    if (from === to) return [];
    const inside = (within: Scope) => {
      if (depth >= maxDepth) return [rest(from, to, tooDeep)];
      return [group("message", "submessage", this.fields(from, to, within, depth + 1, 0).nodes, { field })];
    };
    if (shape?.entry) return inside(entryScope(shape.entry, field.jsonPath));
    if (shape?.message) return inside(scopeOf(shape.message, field.jsonPath));
    if (shape?.packable) return [this.#packed(from, to, shape, scope, { ...field, number })];
    const content = this.#bytes.subarray(from, to);
    if (shape === null && depth < maxGuessDepth && looksLikeMessage(content)) return inside(unknownScope);
    const value = readValue(content, wireTypes.delimited, shape?.value ?? null);
    const problem: WireProblem | null =
      shape?.type === "string" && value === null ? { code: "not-utf8", params: {} } : null;
    return [leaf("message", "value", from, to, { value, field, problem })];
  }

  #packed(from: number, to: number, shape: FieldShape, scope: Scope, field: WireField): WireNode {
    const values: WireNode[] = [];
    let at = from;
    while (at < to) {
      const jsonPath = scope.path(shape, field.number, "");
      const value = this.#value(at, to, shape.wireType, shape, { ...field, jsonPath });
      values.push(value);
      at = value.to;
    }
    return group("message", "packed", values, { field });
  }

  #mapKey(shape: FieldShape | null, from: number, to: number): string {
    return shape?.entry ? mapKeyText(this.#bytes.subarray(from, to), shape.entry.key.value) : "";
  }
}

type FieldStart = {
  readonly at: number;
  readonly behindTag: number;
  readonly to: number;
  readonly number: number;
  readonly wireType: number;
  readonly scope: Scope;
  readonly depth: number;
};

type FieldBuilder = {
  readonly start: FieldStart;
  readonly shape: FieldShape | null;
  tie(jsonPath: string | null): WireField;
  build(kind: "field" | "group", field: WireField, parts: readonly WireNode[]): WireNode;
};

type Inside = {
  readonly shape: FieldShape | null;
  readonly field: WireField;
  readonly scope: Scope;
  readonly number: number;
  readonly depth: number;
};

function mismatch(expected: number, found: number): WireProblem {
  return { code: "wire-type-mismatch", params: { expected, found } };
}

const tooDeep: WireProblem = { code: "too-deep", params: { depth: maxDepth } };

function ended(nodes: readonly WireNode[], last: WireNode): Fields {
  return { nodes: [...nodes, last], to: last.to, closed: false };
}

function tagProblem(tag: bigint, open: number): WireProblem | null {
  const number = Number(tag >> 3n);
  const wireType = Number(tag & 7n);
  if (number < 1 || number > maxFieldNumber) return { code: "field-number", params: { number } };
  if (wireType > wireTypes.fixed32) return { code: "wire-type", params: { wireType } };
  if (wireType === wireTypes.groupEnd && number !== open)
    return { code: "group-end-unmatched", params: { number } };
  return null;
}

function brokenVarint(from: number, to: number): WireProblem {
  if (to - from >= maxVarintBytes) return { code: "varint-too-long", params: { bytes: maxVarintBytes } };
  return { code: "ends-early", params: { needed: to - from + 1, found: to - from } };
}

/** What should have been there: all that is left, which may be nothing. */
function missing(
  from: number,
  needed: number,
  found: number,
  to = from,
  code: "ends-early" | "group-open" = "ends-early",
): WireNode {
  return rest(from, to, { code, params: { needed, found } });
}
