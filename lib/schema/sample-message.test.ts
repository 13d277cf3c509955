import { create, createFileRegistry, fromJson, toJson } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
} from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { file_playground_v1_deployment } from "#lib/gen/playground/v1/deployment_pb.ts";
import { file_playground_v1_event } from "#lib/gen/playground/v1/event_pb.ts";
import { sampleMessage } from "./sample-message.ts";

type Field = Parameters<typeof fromJson<typeof FileDescriptorProtoSchema>>[1];
const optional = "LABEL_OPTIONAL";

/** The message `M` of a file with these fields, numbered as they come. Compilers write the names in JSON. */
function messageOf(
  fields: readonly { readonly name: string; readonly [key: string]: unknown }[],
  rest: object = {},
) {
  const field = fields.map((each, at) => ({ number: at + 1, label: optional, jsonName: each.name, ...each }));
  const json = { name: "m.proto", syntax: "proto3", messageType: [{ name: "M", field, ...rest }] };
  const file = fromJson(FileDescriptorProtoSchema, json as Field);
  const message = createFileRegistry(create(FileDescriptorSetSchema, { file: [file] })).getMessage("M");
  if (message === undefined) throw new Error("no M");
  return message;
}

const types = [
  ...["DOUBLE", "FLOAT", "INT64", "UINT64", "INT32", "FIXED64", "FIXED32", "BOOL", "STRING", "BYTES"],
  ...["UINT32", "SFIXED32", "SFIXED64", "SINT32", "SINT64"],
];

describe("a sample is valid and says something", () => {
  test.each(types)("of the scalar %s, single and repeated", (type) => {
    const field = { name: "x", type: `TYPE_${type}` };
    const message = messageOf([field, { ...field, name: "xs", label: "LABEL_REPEATED" }]);
    const sample = sampleMessage(message);
    expect(Object.keys(sample as object)).toEqual(["x", "xs"]);
    expect(toJson(message, fromJson(message, sample))).toEqual(sample);
  });

  test("of names, which are Ada's", () => {
    const message = messageOf([
      { name: "full_name", type: "TYPE_STRING", jsonName: "fullName" } as { name: string },
    ]);
    expect(sampleMessage(message)).toEqual({ fullName: "Ada" });
  });

  test("of a oneof: its first choice only", () => {
    const choice = { type: "TYPE_STRING", oneofIndex: 0 };
    const message = messageOf(
      [
        { name: "a", ...choice },
        { name: "b", ...choice },
      ],
      { oneofDecl: [{ name: "o" }] },
    );
    expect(sampleMessage(message)).toEqual({ a: "a" });
  });

  test("of a message that contains itself: once", () => {
    const message = messageOf([
      { name: "id", type: "TYPE_INT32" },
      { name: "inner", type: "TYPE_MESSAGE", typeName: ".M" },
      { name: "all", type: "TYPE_MESSAGE", typeName: ".M", label: "LABEL_REPEATED" },
    ]);
    expect(sampleMessage(message)).toEqual({ id: 1 });
  });

  test("of every message of Protobuf's own and of ours", () => {
    const files = [
      ...[file_google_protobuf_any, file_google_protobuf_duration, file_google_protobuf_empty],
      ...[file_google_protobuf_field_mask, file_google_protobuf_struct, file_google_protobuf_timestamp],
      ...[file_google_protobuf_wrappers, file_playground_v1_deployment, file_playground_v1_event],
    ];
    const messages = files.flatMap((file) => file.messages);
    expect(messages.length).toBeGreaterThan(30);
    for (const message of messages) expect(() => fromJson(message, sampleMessage(message))).not.toThrow();
  });
});
