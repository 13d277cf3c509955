import { type DescEnum, ScalarType } from "@bufbuild/protobuf";
import { BinaryReader } from "@bufbuild/protobuf/wire";

/** What a value is, as far as the schema knows. `guess`: it knows nothing. */
export type ValueType = { readonly scalar?: ScalarType | undefined; readonly enum?: DescEnum | undefined };

/** What the bytes of one value (without tag and length) say. Null: nothing that could be shown in words. */
export function readValue(
  bytes: Uint8Array,
  wireType: number,
  type: ValueType | null,
): string | number | null {
  try {
    if (type === null) return readUnknown(bytes, wireType);
    if (type.enum !== undefined) {
      const number = new BinaryReader(bytes).int32();
      return type.enum.value[number]?.name ?? number;
    }
    return type.scalar === undefined ? null : readScalar(bytes, type.scalar);
  } catch {
    return null;
  }
}

function readScalar(bytes: Uint8Array, type: ScalarType): string | number | null {
  const reader = new BinaryReader(bytes);
  switch (type) {
    case ScalarType.STRING:
      return utf8Text(bytes);
    case ScalarType.BYTES:
      return null;
    case ScalarType.BOOL:
      return String(reader.bool());
    case ScalarType.DOUBLE:
      return String(reader.double());
    case ScalarType.FLOAT:
      return String(reader.float());
    case ScalarType.INT32:
      return reader.int32();
    case ScalarType.UINT32:
      return reader.uint32();
    case ScalarType.SINT32:
      return reader.sint32();
    case ScalarType.FIXED32:
      return reader.fixed32();
    case ScalarType.SFIXED32:
      return reader.sfixed32();
    case ScalarType.INT64:
      return String(reader.int64());
    case ScalarType.UINT64:
      return String(reader.uint64());
    case ScalarType.SINT64:
      return String(reader.sint64());
    case ScalarType.FIXED64:
      return String(reader.fixed64());
    case ScalarType.SFIXED64:
      return String(reader.sfixed64());
  }
}

/** As `protoc --decode_raw` writes them: varints unsigned, fixed ones in hexadecimal. */
function readUnknown(bytes: Uint8Array, wireType: number): string | null {
  const reader = new BinaryReader(bytes);
  switch (wireType) {
    case 0:
      return String(reader.uint64());
    case 1:
      return `0x${BigInt(reader.fixed64()).toString(16).padStart(16, "0")}`;
    case 5:
      return `0x${reader.fixed32().toString(16).padStart(8, "0")}`;
    default:
      return utf8Text(bytes);
  }
}

/** Null: the bytes are no UTF-8. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
