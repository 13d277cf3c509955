import type { DescField, DescMessage } from "@bufbuild/protobuf";
import { isPackable, scalarName, scalarWireType, typeName, wireTypeOf, wireTypes } from "./field-types.ts";
import type { ValueType } from "./read-value.ts";

/** What reading a field's bytes needs of its schema. An entry of a map has two fields, which no descriptor describes. */
export type FieldShape = {
  readonly name: string;
  readonly type: string;
  readonly jsonName: string;
  readonly wireType: number;
  readonly packable: boolean;
  readonly kind: "single" | "list" | "map";
  /** What one value is: this, or a message, or an entry of a map. */
  readonly value: ValueType;
  readonly message: DescMessage | null;
  readonly entry: EntryShape | null;
};

export type EntryShape = { readonly key: FieldShape; readonly value: FieldShape };

const known = new WeakMap<DescMessage, ReadonlyMap<number, FieldShape>>();

export function fieldShapes(message: DescMessage): ReadonlyMap<number, FieldShape> {
  const before = known.get(message);
  if (before !== undefined) return before;
  const shapes = new Map(message.fields.map((field) => [field.number, shapeOf(field)]));
  known.set(message, shapes);
  return shapes;
}

function shapeOf(field: DescField): FieldShape {
  const { fieldKind } = field;
  return {
    name: field.name,
    type: typeName(field),
    jsonName: field.jsonName,
    wireType: wireTypeOf(field),
    packable: isPackable(field),
    kind: fieldKind === "list" || fieldKind === "map" ? fieldKind : "single",
    value: { scalar: field.scalar, enum: field.enum },
    message: fieldKind === "map" ? null : (field.message ?? null),
    entry: fieldKind === "map" ? entryShape(field) : null,
  };
}

function entryShape(field: DescField & { fieldKind: "map" }): EntryShape {
  return {
    key: partShape("key", { scalar: field.mapKey }, null),
    value: partShape("value", { scalar: field.scalar, enum: field.enum }, field.message ?? null),
  };
}

function partShape(name: string, value: ValueType, message: DescMessage | null): FieldShape {
  const { scalar } = value;
  const plainWireType = scalar === undefined ? wireTypes.varint : scalarWireType(scalar);
  return {
    name,
    type: message?.typeName ?? value.enum?.typeName ?? scalarName(scalar),
    jsonName: name,
    wireType: message === null ? plainWireType : wireTypes.delimited,
    packable: false,
    kind: "single",
    value,
    message,
    entry: null,
  };
}
