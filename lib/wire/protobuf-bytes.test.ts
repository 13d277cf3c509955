import { createRegistry, type DescMessage, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  AnySchema,
  anyPack,
  DurationSchema,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  StructSchema,
} from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { CreateDeploymentRequestSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { createRandom } from "#lib/random.ts";
import { messageView } from "#lib/schema/json-view.ts";
import { decodeProtobuf } from "./protobuf-bytes.ts";
import { damaged, randomMessage } from "./test-messages.ts";
import { partitionFault } from "./test-partition.ts";
import { group, leavesOf, type WireNode } from "./wire-node.ts";

const messages: readonly DescMessage[] = [
  FileDescriptorProtoSchema,
  CreateDeploymentRequestSchema,
  ServerEventSchema,
  StructSchema,
];

function decode(bytes: Uint8Array, message: DescMessage | null): WireNode {
  return group("message", "message-bytes", decodeProtobuf(bytes, 0, bytes.length, message));
}

/** `name=value` of every value, `kind!problem` of what is broken. */
function told(bytes: Uint8Array, message: DescMessage | null): string[] {
  const told: string[] = [];
  const visit = (node: WireNode) => {
    if (node.problem !== null) told.push(`${node.kind}!${node.problem.code}`);
    if (node.kind === "value") told.push(`${node.field?.jsonPath ?? node.field?.number}=${node.value}`);
    node.children.forEach(visit);
  };
  visit(decode(bytes, message));
  return told;
}

const written = (write: (writer: BinaryWriter) => void) => {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
};

describe("every byte is in one leaf", () => {
  test("of random messages, with their schema, without, and with another's", () => {
    const random = createRandom(1);
    for (let count = 0; count < 400; count += 1) {
      const message = messages[count % messages.length] ?? StructSchema;
      const bytes = toBinary(message, randomMessage(message, random));
      for (const schema of [message, null, FieldDescriptorProtoSchema])
        expect(partitionFault(decode(bytes, schema), 0, bytes.length)).toBeUndefined();
    }
  });

  test("of random messages that are damaged and cut", () => {
    const random = createRandom(2);
    let broken = 0;
    for (let count = 0; count < 600; count += 1) {
      const message = messages[count % messages.length] ?? StructSchema;
      const bytes = damaged(toBinary(message, randomMessage(message, random)), random);
      for (const schema of [message, null]) {
        const root = decode(bytes, schema);
        expect(partitionFault(root, 0, bytes.length)).toBeUndefined();
        if (leavesOf(root).some(({ kind }) => kind === "rest")) broken += 1;
      }
    }
    expect(broken).toBeGreaterThan(100);
  });

  test("of noise", () => {
    const random = createRandom(3);
    for (let count = 0; count < 1_000; count += 1) {
      const bytes = Uint8Array.from({ length: random.whole(0, 60) }, () => random.whole(0, 255));
      const schema = messages[count % messages.length] ?? null;
      expect(partitionFault(decode(bytes, schema), 0, bytes.length)).toBeUndefined();
      expect(partitionFault(decode(bytes, null), 0, bytes.length)).toBeUndefined();
    }
  });
});

test("a sound message has no broken bytes", () => {
  const random = createRandom(4);
  for (let count = 0; count < 200; count += 1) {
    const message = messages[count % messages.length] ?? StructSchema;
    const bytes = toBinary(message, randomMessage(message, random));
    for (const schema of [message, null]) expect(hasRest(decode(bytes, schema))).toBe(false);
  }
});

function hasRest(node: WireNode): boolean {
  return node.kind === "rest" || node.children.some(hasRest);
}

test("every field of a sound message points to a place of its JSON, unless the JSON leaves a default out", () => {
  const random = createRandom(5);
  let ties = 0;
  for (let count = 0; count < 400; count += 1) {
    const message = messages[count % messages.length] ?? StructSchema;
    const bytes = toBinary(message, randomMessage(message, random));
    const view = messageView(message, bytes, createRegistry());
    const places = view?.places;
    if (places === undefined) continue;
    for (const { field, value, kind } of leavesOf(decode(bytes, message))) {
      if (kind !== "value" || field === null) continue;
      const isDefault = value === 0 || value === "0" || value === "false" || value === "" || value === null;
      expect(field.jsonPath).not.toBeNull();
      if (isDefault) continue;
      expect(places.has(field.jsonPath ?? "")).toBe(true);
      ties += 1;
    }
  }
  expect(ties).toBeGreaterThan(500);
});

describe("values", () => {
  test("are told in the words of their type", () => {
    const bytes = written((writer) => {
      writer.tag(1, WireType.LengthDelimited).string("Ada");
      writer.tag(3, WireType.Varint).int32(7);
      writer.tag(4, WireType.Varint).int32(3);
      writer.tag(5, WireType.Varint).int32(11);
      writer.tag(17, WireType.Varint).bool(true);
    });
    expect(told(bytes, FieldDescriptorProtoSchema)).toEqual([
      "$.name=Ada",
      "$.number=7",
      "$.label=LABEL_REPEATED",
      "$.type=TYPE_MESSAGE",
      "$.proto3Optional=true",
    ]);
  });

  test("of a type that is one value in JSON stand where it stands", () => {
    const bytes = written((writer) => {
      writer.tag(1, WireType.Varint).int64(3);
      writer.tag(2, WireType.Varint).int32(500);
    });
    expect(told(bytes, DurationSchema)).toEqual(["$=3", "$=500"]);
    expect(messageView(DurationSchema, bytes, createRegistry())?.text).toBe('"3.000000500s"');
  });

  test("packed and unpacked lists are counted through", () => {
    const bytes = written((writer) => {
      writer.tag(10, WireType.Varint).int32(5);
      writer.tag(10, WireType.LengthDelimited).fork().int32(6).int32(300).join();
    });
    expect(told(bytes, FileDescriptorProtoSchema)).toEqual([
      "$.publicDependency[0]=5",
      "$.publicDependency[1]=6",
      "$.publicDependency[2]=300",
    ]);
  });

  test("keys of a map are part of the path", () => {
    const bytes = toBinary(StructSchema, {
      $typeName: "google.protobuf.Struct",
      fields: {
        "two words": { $typeName: "google.protobuf.Value", kind: { case: "boolValue", value: true } },
      },
    });
    const paths = leavesOf(decode(bytes, CreateDeploymentRequestSchema)).length;
    expect(paths).toBeGreaterThan(0);
    expect(told(bytes, StructSchema)).toEqual(["$=two words", "$=true"]);
  });

  test("an unknown field is told as protoc would guess", () => {
    const bytes = written((writer) => {
      writer.tag(900, WireType.Varint).int32(-1);
      writer.tag(901, WireType.Bit32).fixed32(255);
      writer.tag(902, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int32(5).join();
    });
    const unknown = ["900=18446744073709551615", "901=0x000000ff", "1=5"];
    expect(told(bytes, FieldDescriptorProtoSchema)).toEqual(unknown);
    expect(told(bytes, null)).toEqual(unknown);
  });

  test("an Any stands at its own place", () => {
    const any = anyPack(DurationSchema, { $typeName: "google.protobuf.Duration", seconds: 3n, nanos: 0 });
    const bytes = toBinary(AnySchema, any);
    expect(told(bytes, AnySchema)[0]).toBe("$=type.googleapis.com/google.protobuf.Duration");
  });
});

describe("what is broken says where and why", () => {
  const cases: readonly (readonly [string, readonly number[], readonly string[]])[] = [
    ["a length beyond the end", [0x0a, 0x05, 0x41], ["rest!ends-early"]],
    ["a varint that does not end", [0x18, 0xff, 0xff], ["rest!ends-early"]],
    ["a varint of eleven bytes", [0x18, ...new Array(10).fill(0xff), 0x01], ["rest!varint-too-long"]],
    ["field number 0", [0x00, 0x01], ["rest!field-number"]],
    ["wire type 7", [0x0f, 0x01], ["rest!wire-type"]],
    ["an end of no group", [0x0c], ["rest!group-end-unmatched"]],
    ["a group without end", [0x83, 0x38, 0x18, 0x01], ["rest!group-open", "3=1"]],
    ["a tag alone", [0x08], ["rest!ends-early"]],
    ["a varint where text should be", [0x08, 0x01], ["field!wire-type-mismatch", "1=1"]],
    ["text that is no UTF-8", [0x0a, 0x01, 0xff], ["value!not-utf8"]],
  ];
  for (const [name, bytes, expected] of cases)
    test(name, () => {
      const all = told(Uint8Array.from(bytes), FieldDescriptorProtoSchema);
      for (const one of expected) expect(all).toContain(one);
    });

  test("and what came before it is told all the same", () => {
    const sound = written((writer) => writer.tag(1, WireType.LengthDelimited).string("Ada"));
    expect(told(Uint8Array.from([...sound, 0x0f]), FieldDescriptorProtoSchema)).toEqual([
      "$.name=Ada",
      "rest!wire-type",
    ]);
  });

  test("messages nested too deep end in a rest, and nothing overflows", () => {
    let bytes = new Uint8Array(0);
    for (let depth = 0; depth < 3_000; depth += 1) {
      const inner = bytes;
      bytes = written((writer) =>
        writer.tag(3, WireType.LengthDelimited).bytes(inner),
      ) as Uint8Array<ArrayBuffer>;
    }
    const groups = new Uint8Array(20_000).fill(0x0b);
    for (const deep of [bytes, groups])
      for (const schema of [FileDescriptorProtoSchema, null])
        expect(partitionFault(decode(deep, schema), 0, deep.length)).toBeUndefined();
  });
});
