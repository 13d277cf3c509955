import type { DescMessage } from "@bufbuild/protobuf";
import { itemPath, memberPath, rootPath } from "#lib/schema/json-path.ts";
import { isOneValueInJson, typeName, wireTypeOf } from "./field-types.ts";
import { utf8Text } from "./read-value.ts";
import { leaf, rest, type WireField, type WireLayer, type WireNode } from "./wire-node.ts";

const maxDepth = 100;

/**
 * The bytes of a JSON document: names, values and the marks between them, each with its path and, by the schema, its
 * field. From where it is no JSON on it is one `rest`. Flat; the nodes cover [from, to). Whitespace belongs to the marks.
 */
export function decodeJson(
  bytes: Uint8Array,
  from: number,
  to: number,
  { layer, message }: { readonly layer: WireLayer; readonly message: DescMessage | null },
): readonly WireNode[] {
  const reader = new JsonBytes(bytes, from, to, layer);
  reader.document(message);
  return reader.nodes;
}

/** What is known where a value stands. */
type Place = { readonly path: string; readonly field: WireField | null; readonly inside: Inside };
type Inside =
  | { readonly kind: "message"; readonly message: DescMessage }
  | { readonly kind: "values"; readonly field: WireField; readonly message: DescMessage | null }
  | null;

class JsonBytes {
  readonly nodes: WireNode[] = [];
  readonly #bytes: Uint8Array;
  readonly #to: number;
  readonly #layer: WireLayer;
  #at: number;
  /** Where the marks begin that no node holds yet. */
  #marksFrom: number;

  constructor(bytes: Uint8Array, from: number, to: number, layer: WireLayer) {
    this.#bytes = bytes;
    this.#to = to;
    this.#layer = layer;
    this.#at = from;
    this.#marksFrom = from;
  }

  document(message: DescMessage | null): void {
    const inside: Inside = message === null ? null : { kind: "message", message };
    const isWhole = this.#value({ path: rootPath, field: null, inside }, 0) && this.#space() === undefined;
    this.#flush();
    if (!isWhole && this.#at < this.#to)
      this.nodes.push(rest(this.#at, this.#to, { code: "not-json", params: {} }));
    else if (!isWhole)
      this.nodes.push(rest(this.#to, this.#to, { code: "ends-early", params: { needed: 1, found: 0 } }));
  }

  /** False: no value stands here. */
  #value(place: Place, depth: number): boolean {
    if (depth > maxDepth) return false;
    switch (this.#space()) {
      case "{":
        return this.#all("}", () => this.#member(place, depth));
      case "[": {
        let index = 0;
        return this.#all("]", () => this.#value(itemOf(place, index++), depth + 1));
      }
      case '"':
        return this.#text("json-value", place);
      case undefined:
        return false;
      default:
        return this.#word(place);
    }
  }

  #all(close: string, one: () => boolean): boolean {
    this.#at += 1;
    if (this.#space() === close) {
      this.#at += 1;
      return true;
    }
    for (;;) {
      if (!one()) return false;
      const next = this.#space();
      if (next !== "," && next !== close) return false;
      this.#at += 1;
      if (next === close) return true;
    }
  }

  #member(place: Place, depth: number): boolean {
    if (this.#space() !== '"') return false;
    const end = this.#endOfText();
    if (end === null) return false;
    const name = parseText(this.#bytes.subarray(this.#at, end));
    if (name === null) return false;
    const member = memberOf(place, name);
    this.#take("json-name", end, member, name);
    if (this.#space() !== ":") return false;
    this.#at += 1;
    return this.#value(member, depth + 1);
  }

  #text(kind: "json-value", place: Place): boolean {
    const end = this.#endOfText();
    const text = end === null ? null : parseText(this.#bytes.subarray(this.#at, end));
    if (end === null || text === null) return false;
    this.#take(kind, end, place, text);
    return true;
  }

  /** A number, `true`, `false` or `null`. */
  #word(place: Place): boolean {
    let end = this.#at;
    while (end < this.#to && !isBoundary(this.#bytes[end] ?? 0)) end += 1;
    const word = utf8Text(this.#bytes.subarray(this.#at, end));
    if (word === null || !wordSyntax.test(word)) return false;
    this.#take("json-value", end, place, word);
    return true;
  }

  #take(kind: "json-name" | "json-value", to: number, { path, field }: Place, value: string): void {
    this.#flush();
    const tie = { ...(field ?? noField), jsonPath: path };
    this.nodes.push(leaf(this.#layer, kind, this.#at, to, { value, field: tie }));
    this.#at = to;
    this.#marksFrom = to;
  }

  #flush(): void {
    if (this.#marksFrom < this.#at)
      this.nodes.push(leaf(this.#layer, "json-mark", this.#marksFrom, this.#at));
    this.#marksFrom = this.#at;
  }

  /** Skips whitespace; the character that follows. */
  #space(): string | undefined {
    while (this.#at < this.#to && isSpace(this.#bytes[this.#at] ?? 0)) this.#at += 1;
    return this.#at < this.#to ? String.fromCharCode(this.#bytes[this.#at] ?? 0) : undefined;
  }

  /** Behind the closing quote of the text that begins here. */
  #endOfText(): number | null {
    for (let at = this.#at + 1; at < this.#to; at += 1) {
      if (this.#bytes[at] === backslash) at += 1;
      else if (this.#bytes[at] === quote) return at + 1;
    }
    return null;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const wordSyntax = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
const isBoundary = (byte: number) => isSpace(byte) || byte === 0x2c || byte === 0x5d || byte === 0x7d;

const noField: WireField = { number: 0, wireType: -1, name: null, type: null, jsonPath: null };

function parseText(bytes: Uint8Array): string | null {
  const source = utf8Text(bytes);
  if (source === null) return null;
  try {
    return String(JSON.parse(source));
  } catch {
    return null;
  }
}

function itemOf({ path, field, inside }: Place, index: number): Place {
  const element: Inside =
    inside?.kind === "values" && inside.message !== null
      ? { kind: "message", message: inside.message }
      : null;
  return { path: itemPath(path, index), field, inside: element };
}

function memberOf({ path, field, inside }: Place, name: string): Place {
  const member = memberPath(path, name);
  if (inside === null) return { path: member, field, inside: null };
  if (inside.kind === "values") {
    const { message } = inside;
    return {
      path: member,
      field: inside.field,
      inside: message === null ? null : { kind: "message", message },
    };
  }
  const found = inside.message.fields.find((one) => one.jsonName === name || one.name === name);
  if (found === undefined || isOneValueInJson(inside.message)) return { path: member, field, inside: null };
  const tie: WireField = {
    number: found.number,
    wireType: wireTypeOf(found),
    name: found.name,
    type: typeName(found),
    jsonPath: member,
  };
  const message = found.message ?? null;
  if (found.fieldKind !== "message")
    return { path: member, field: tie, inside: { kind: "values", field: tie, message } };
  return { path: member, field: tie, inside: { kind: "message", message: found.message } };
}
