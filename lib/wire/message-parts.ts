/** A piece of a protobuf message: [from, to) in its bytes. `rest`: from here on it is none. */
export type MessagePart = {
  readonly kind: "tag" | "length" | "value" | "rest";
  readonly from: number;
  readonly to: number;
};

/**
 * The bytes of a protobuf message, taken apart on its outermost level: what is a tag, a length, a value (Protocol
 * Buffers, Encoding). Bytes that are no message end in one part that says so.
 */
export function messageParts(bytes: Uint8Array): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const field = tag === null ? [] : fieldParts(bytes, tag);
    if (field.length === 0) return [...parts, { kind: "rest", from: at, to: bytes.length }];
    parts.push(
      { kind: "tag", from: at, to: field[0]?.from ?? at },
      ...field.filter(({ from, to }) => to > from),
    );
    at = field.at(-1)?.to ?? bytes.length;
  }
  return parts;
}

type Varint = { readonly value: number; readonly to: number };

/** What follows a tag; empty where it is none, or what it announces is not there. */
function fieldParts(bytes: Uint8Array, { value: tag, to: from }: Varint): readonly MessagePart[] {
  const ending = (to: number): readonly MessagePart[] =>
    to > bytes.length ? [] : [{ kind: "value", from, to }];
  if (tag < 8) return [];
  switch (tag % 8) {
    case 0:
      return ending(readVarint(bytes, from)?.to ?? Number.POSITIVE_INFINITY);
    case 1:
      return ending(from + 8);
    case 5:
      return ending(from + 4);
    case 2: {
      const length = readVarint(bytes, from);
      if (length === null || length.to + length.value > bytes.length) return [];
      return [
        { kind: "length", from, to: length.to },
        { kind: "value", from: length.to, to: length.to + length.value },
      ];
    }
    default:
      return [];
  }
}

function readVarint(bytes: Uint8Array, from: number): Varint | null {
  let value = 0;
  for (let at = from; at < bytes.length && at < from + 10; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * 128 ** (at - from);
    if (byte < 128) return { value, to: at + 1 };
  }
  return null;
}
