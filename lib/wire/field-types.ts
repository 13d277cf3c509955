import { type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";

export const wireTypes = { varint: 0, fixed64: 1, delimited: 2, group: 3, groupEnd: 4, fixed32: 5 } as const;

/** `string`, `greet.v1.Person`, `map<string, int32>`: as a proto file says it. */
export function typeName(field: DescField): string {
  const element = field.message?.typeName ?? field.enum?.typeName ?? scalarName(field.scalar);
  return field.fieldKind === "map" ? `map<${scalarName(field.mapKey)}, ${element}>` : element;
}

export function scalarName(type: ScalarType | undefined): string {
  return type === undefined ? "" : (ScalarType[type] ?? "").toLowerCase();
}

/** How one value of the field goes on the wire, packed or not. */
export function wireTypeOf(field: DescField): number {
  if (field.fieldKind === "map") return wireTypes.delimited;
  if (field.message !== undefined) {
    const isGroup = "delimitedEncoding" in field && field.delimitedEncoding;
    return isGroup ? wireTypes.group : wireTypes.delimited;
  }
  return field.scalar === undefined ? wireTypes.varint : scalarWireType(field.scalar);
}

/** A list whose values may come in one run: every parser must take both forms. */
export function isPackable(field: DescField): boolean {
  return (
    field.fieldKind === "list" && wireTypeOf(field) !== wireTypes.delimited && field.message === undefined
  );
}

export function scalarWireType(type: ScalarType): number {
  switch (type) {
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return wireTypes.fixed64;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return wireTypes.fixed32;
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return wireTypes.delimited;
    default:
      return wireTypes.varint;
  }
}

const oneValueInJson =
  /^google\.protobuf\.(?:Any|Timestamp|Duration|FieldMask|Struct|Value|ListValue|(?:Bool|Bytes|Double|Float|U?Int(?:32|64)|String)Value)$/;

/** Messages whose JSON is not an object with their fields (ProtoJSON): what is in them stands where they stand. */
export function isOneValueInJson(message: DescMessage): boolean {
  return oneValueInJson.test(message.typeName);
}
