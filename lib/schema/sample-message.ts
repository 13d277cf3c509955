import {
  type DescEnum,
  type DescField,
  type DescMessage,
  type JsonObject,
  type JsonValue,
  ScalarType,
} from "@bufbuild/protobuf";

/** Deeper messages are left out, and so are those that contain themselves. */
const maxDepth = 3;

/** What Protobuf's own types look like in JSON (protobuf.dev: ProtoJSON). `Any` is left out: it needs a type. */
const wellKnown: Readonly<Record<string, JsonValue>> = {
  "google.protobuf.Timestamp": "2026-01-31T09:30:00Z",
  "google.protobuf.Duration": "1.5s",
  "google.protobuf.FieldMask": "name",
  "google.protobuf.Empty": {},
  "google.protobuf.Struct": { key: "value" },
  "google.protobuf.Value": "value",
  "google.protobuf.ListValue": ["value"],
};
const wrapper = /^google\.protobuf\.(?:Bool|Bytes|Double|Float|U?Int(?:32|64)|String)Value$/;

/** A valid message in JSON, with something in every field, one entry in every list, and the first choice of a oneof. */
export function sampleMessage(message: DescMessage): JsonValue {
  return sampleOf(message, []) ?? {};
}

function sampleOf(message: DescMessage, outer: readonly DescMessage[]): JsonValue | undefined {
  if (message.typeName === "google.protobuf.Any") return undefined;
  const known = wellKnown[message.typeName];
  if (known !== undefined) return known;
  const [value] = message.fields;
  if (wrapper.test(message.typeName) && value?.fieldKind === "scalar")
    return scalarSample(value, value.scalar);
  if (outer.length >= maxDepth || outer.includes(message)) return undefined;
  const sample: JsonObject = {};
  for (const field of message.fields) {
    // A set oneof is one choice, and an optional field is a oneof of its own that protobuf-es does not show.
    if (field.oneof !== undefined && field.oneof.fields[0] !== field) continue;
    const single = fieldSample(field, [...outer, message]);
    if (single !== undefined) sample[field.jsonName] = single;
  }
  return sample;
}

function fieldSample(field: DescField, outer: readonly DescMessage[]): JsonValue | undefined {
  switch (field.fieldKind) {
    case "scalar":
      return scalarSample(field, field.scalar);
    case "enum":
      return enumSample(field.enum);
    case "message":
      return sampleOf(field.message, outer);
    case "list": {
      const entry = elementSample(field, field, outer);
      return entry === undefined ? undefined : [entry];
    }
    case "map": {
      const entry = elementSample(field, field, outer);
      return entry === undefined ? undefined : { [keySample(field.mapKey)]: entry };
    }
  }
}

type Element = DescField & { fieldKind: "list" | "map" };

function elementSample(
  field: DescField,
  element: Element,
  outer: readonly DescMessage[],
): JsonValue | undefined {
  if (element.scalar !== undefined) return scalarSample(field, element.scalar);
  if (element.enum !== undefined) return enumSample(element.enum);
  return element.message === undefined ? undefined : sampleOf(element.message, outer);
}

function keySample(type: ScalarType): string {
  if (type === ScalarType.STRING) return "key";
  return type === ScalarType.BOOL ? "true" : "1";
}

function enumSample({ typeName, values }: DescEnum): JsonValue | undefined {
  if (typeName === "google.protobuf.NullValue") return null;
  return (values.find(({ number }) => number !== 0) ?? values[0])?.name;
}

function scalarSample(field: DescField, type: ScalarType): JsonValue {
  switch (type) {
    case ScalarType.STRING:
      return /(^|_)name$/.test(field.name) ? "Ada" : field.name.replaceAll("_", " ");
    case ScalarType.BOOL:
      return true;
    case ScalarType.BYTES:
      return "aGVsbG8=";
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return 1.5;
    case ScalarType.INT64:
    case ScalarType.UINT64:
    case ScalarType.SINT64:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return "1";
    default:
      return 1;
  }
}
