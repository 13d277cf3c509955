import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";

/**
 * What of a request carries n. `number`: the field's value. `text`, `bytes`, `list`: how many characters (ASCII), bytes or
 * entries it holds.
 */
export type SizeField = {
  /** As in the proto file. */
  readonly name: string;
  readonly kind: "number" | "text" | "bytes" | "list";
  /** The largest n whose message surely stays below the message limit and the type's own bound. */
  readonly largest: number;
};

/** The fields at the top of a request that can carry n; `maxMessageBytes` bounds those that grow with it. */
export function sizeFieldsOf(message: DescMessage, maxMessageBytes: number): readonly SizeField[] {
  return message.fields.flatMap((field) => sizeFieldOf(field, maxMessageBytes) ?? []);
}

/** JSON writes bytes in base64, and headers and other fields want room too. */
const share = 0.5;
/** A double counts exactly that far. */
const largestExact = 2 ** 53;

function sizeFieldOf(field: DescField, maxMessageBytes: number): SizeField | null {
  const room = Math.floor(maxMessageBytes * share);
  const { name } = field;
  if (field.fieldKind === "list") {
    if (field.listKind === "message") return { name, kind: "list", largest: Math.floor(room / messageBytes) };
    return { name, kind: "list", largest: Math.floor(room / entryBytes) };
  }
  if (field.fieldKind !== "scalar") return null;
  switch (field.scalar) {
    case ScalarType.BOOL:
      return null;
    case ScalarType.STRING:
      return { name, kind: "text", largest: room };
    case ScalarType.BYTES:
      return { name, kind: "bytes", largest: room };
    case ScalarType.INT32:
    case ScalarType.SINT32:
    case ScalarType.SFIXED32:
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return { name, kind: "number", largest: 2 ** 31 - 1 };
    case ScalarType.FLOAT:
      return { name, kind: "number", largest: 2 ** 24 };
    default:
      return { name, kind: "number", largest: largestExact };
  }
}

/** An entry in JSON, quotes and comma included: `"item-4294967295",`. */
const entryBytes = 18;
/** A small message; a larger one meets the limit, which says so. */
const messageBytes = 128;
