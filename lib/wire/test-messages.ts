import {
  create,
  type DescEnum,
  type DescField,
  type DescMessage,
  type Message,
  protoInt64,
  ScalarType,
} from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import type { Random } from "#lib/random.ts";

/** `FeatureSet.FieldPresence.LEGACY_REQUIRED`: bytes without it are no message. */
const required = 3;

/** A message with random values in some of its fields, at most `depth` deep. */
export function randomMessage(message: DescMessage, random: Random, depth = 4): Message {
  const made = reflect(message, create(message));
  for (const field of message.fields)
    if (field.presence === required || random.next() < 0.5) fill(made, field, random, depth);
  return made.message;
}

function fill(made: ReflectMessage, field: DescField, random: Random, depth: number): void {
  const nested = (inner: DescMessage) => reflect(inner, randomMessage(inner, random, depth - 1));
  if (field.message !== undefined && depth === 0) return;
  switch (field.fieldKind) {
    case "scalar":
      made.set(field, scalarOf(field.scalar, random));
      return;
    case "enum":
      made.set(field, enumOf(field.enum, random));
      return;
    case "message":
      made.set(field, nested(field.message));
      return;
    case "list": {
      const list = made.get(field);
      for (let count = below(4, random); count > 0; count -= 1) list.add(elementOf(field, random, nested));
      return;
    }
    case "map": {
      const map = made.get(field);
      for (let count = below(3, random); count > 0; count -= 1)
        map.set(scalarOf(field.mapKey, random) as string, elementOf(field, random, nested));
      return;
    }
  }
}

type Container = DescField & { fieldKind: "list" | "map" };

function elementOf(field: Container, random: Random, nested: (inner: DescMessage) => ReflectMessage) {
  if (field.message !== undefined) return nested(field.message);
  return field.enum === undefined ? scalarOf(field.scalar, random) : enumOf(field.enum, random);
}

const below = (count: number, random: Random) => random.whole(0, count - 1);

function enumOf({ values }: DescEnum, random: Random): number {
  return values[below(values.length, random)]?.number ?? 0;
}

const texts = ["", "a", "Ada", "héllo", "购物车", "\u0008\u0001x", '"quoted"', "a longer text, with a comma"];

function scalarOf(type: ScalarType | undefined, random: Random) {
  const size = 10 ** below(10, random);
  const whole = Math.floor(random.next() * size);
  switch (type) {
    case ScalarType.STRING:
      return texts[below(texts.length, random)] ?? "";
    case ScalarType.BYTES:
      return Uint8Array.from({ length: below(12, random) }, () => below(256, random));
    case ScalarType.BOOL:
      return random.next() < 0.5;
    case ScalarType.DOUBLE:
    case ScalarType.FLOAT:
      return Math.fround(random.next() * size);
    case ScalarType.UINT64:
    case ScalarType.FIXED64:
      return protoInt64.uParse(whole);
    case ScalarType.INT64:
    case ScalarType.SINT64:
    case ScalarType.SFIXED64:
      return protoInt64.parse(random.next() < 0.5 ? whole : -whole);
    case ScalarType.UINT32:
    case ScalarType.FIXED32:
      return whole % 2 ** 31;
    default:
      return (random.next() < 0.5 ? 1 : -1) * (whole % 2 ** 31);
  }
}

/** The bytes with a few of them changed, left out, doubled, or cut off. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const list = [...bytes];
  for (let count = 1 + below(4, random); count > 0; count -= 1) {
    const at = below(list.length + 1, random);
    switch (below(4, random)) {
      case 0:
        list[Math.min(at, Math.max(0, list.length - 1))] = below(256, random);
        break;
      case 1:
        list.splice(at, 1 + below(5, random));
        break;
      case 2:
        list.splice(at, 0, below(256, random), below(256, random));
        break;
      default:
        list.length = at;
    }
  }
  return Uint8Array.from(list);
}
