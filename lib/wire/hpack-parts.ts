/** Text of a header block (RFC 7541, 5.2): its length in [from, textFrom), then itself in [textFrom, to). */
export type HpackText = {
  readonly from: number;
  readonly textFrom: number;
  readonly to: number;
  /** In the code of RFC 7541, appendix B. */
  readonly huffman: boolean;
};

/**
 * One step of a header block (RFC 7541, 6).
 * ```
 * 1xxxxxxx  indexed: name and value stand in a table        01xxxxxx  literal, and both ends remember it
 * 001xxxxx  the dynamic table may hold so many bytes        0000xxxx  literal, once    0001xxxx  literal, never remembered
 * ```
 */
export type HpackPart =
  | { readonly kind: "indexed"; readonly from: number; readonly to: number; readonly index: number }
  | { readonly kind: "table-size"; readonly from: number; readonly to: number; readonly size: number }
  | {
      readonly kind: "add" | "once" | "never";
      readonly from: number;
      /** Where the index of the name ends. */
      readonly indexTo: number;
      readonly to: number;
      /** Of the name; 0: the name follows. */
      readonly index: number;
      readonly name: HpackText | null;
      readonly value: HpackText;
    };

/** A whole header block, step by step, without the tables. Null: it is none, or it does not end with [from, to). */
export function readHpackParts(bytes: Uint8Array, from: number, to: number): readonly HpackPart[] | null {
  const parts: HpackPart[] = [];
  for (let at = from; at < to; ) {
    const part = readPart(bytes, at, to);
    if (part === null) return null;
    parts.push(part);
    at = part.to;
  }
  return parts;
}

function readPart(bytes: Uint8Array, from: number, end: number): HpackPart | null {
  const first = bytes[from] ?? 0;
  if (first >= 0x80) {
    const index = readInteger(bytes, from, end, 7);
    // There is no entry 0 (RFC 7541, 6.1).
    return index === null || index.value === 0
      ? null
      : { kind: "indexed", from, to: index.to, index: index.value };
  }
  if (first >= 0x40) return readLiteral(bytes, from, end, "add");
  if (first < 0x20) return readLiteral(bytes, from, end, first >= 0x10 ? "never" : "once");
  const size = readInteger(bytes, from, end, 5);
  return size === null ? null : { kind: "table-size", from, to: size.to, size: size.value };
}

function readLiteral(
  bytes: Uint8Array,
  from: number,
  end: number,
  kind: "add" | "once" | "never",
): HpackPart | null {
  const index = readInteger(bytes, from, end, kind === "add" ? 6 : 4);
  if (index === null) return null;
  const name = index.value === 0 ? readText(bytes, index.to, end) : null;
  if (index.value === 0 && name === null) return null;
  const value = readText(bytes, name?.to ?? index.to, end);
  if (value === null) return null;
  return { kind, from, indexTo: index.to, to: value.to, index: index.value, name, value };
}

function readText(bytes: Uint8Array, from: number, end: number): HpackText | null {
  if (from >= end) return null;
  const length = readInteger(bytes, from, end, 7);
  if (length === null || length.value > end - length.to) return null;
  const huffman = ((bytes[from] ?? 0) & 0x80) !== 0;
  return { from, textFrom: length.to, to: length.to + length.value, huffman };
}

/** More than 28 bits no header needs. */
const mostShift = 21;

/** RFC 7541, 5.1: what fits the prefix, else the prefix full of ones and groups of seven bits, the lowest first. */
function readInteger(
  bytes: Uint8Array,
  from: number,
  end: number,
  prefixBits: number,
): { readonly value: number; readonly to: number } | null {
  const full = 2 ** prefixBits - 1;
  let value = (bytes[from] ?? 0) & full;
  if (value < full) return { value, to: from + 1 };
  for (let at = from + 1, shift = 0; at < end && shift <= mostShift; at += 1, shift += 7) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, to: at + 1 };
  }
  return null;
}
