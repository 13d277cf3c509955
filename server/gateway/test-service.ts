import { create, createFileRegistry, fromJson, toBinary } from "@bufbuild/protobuf";
import type { GenService } from "@bufbuild/protobuf/codegenv2";
import {
  FileDescriptorProtoSchema,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
  file_google_protobuf_wrappers,
  type StringValueSchema,
} from "@bufbuild/protobuf/wkt";
import { MethodKind, type Service, ServiceSchema } from "#lib/gen/playground/v1/deployment_pb.ts";

type Text = typeof StringValueSchema;

/** All four method kinds, and one that allows GET, over `google.protobuf.StringValue`. */
export type EchoService = GenService<{
  say: { methodKind: "unary"; input: Text; output: Text };
  look: { methodKind: "unary"; input: Text; output: Text };
  count: { methodKind: "server_streaming"; input: Text; output: Text };
  collect: { methodKind: "client_streaming"; input: Text; output: Text };
  chat: { methodKind: "bidi_streaming"; input: Text; output: Text };
}>;

const text = ".google.protobuf.StringValue";
const file = fromJson(FileDescriptorProtoSchema, {
  name: "echo.proto",
  package: "test.v1",
  syntax: "proto3",
  dependency: ["google/protobuf/wrappers.proto"],
  service: [
    {
      name: "EchoService",
      method: [
        { name: "Say", inputType: text, outputType: text },
        { name: "Look", inputType: text, outputType: text, options: { idempotencyLevel: "NO_SIDE_EFFECTS" } },
        { name: "Count", inputType: text, outputType: text, serverStreaming: true },
        { name: "Collect", inputType: text, outputType: text, clientStreaming: true },
        { name: "Chat", inputType: text, outputType: text, clientStreaming: true, serverStreaming: true },
      ],
    },
  ],
});

const set: FileDescriptorSet = create(FileDescriptorSetSchema, {
  file: [file_google_protobuf_wrappers.proto, file],
});

export const echoDescriptorSet: Uint8Array = toBinary(FileDescriptorSetSchema, set);

export const echoService = createFileRegistry(set).getService("test.v1.EchoService") as EchoService;

const kinds = {
  unary: MethodKind.UNARY,
  server_streaming: MethodKind.SERVER_STREAMING,
  client_streaming: MethodKind.CLIENT_STREAMING,
  bidi_streaming: MethodKind.BIDI_STREAMING,
} as const;

/** The service as a deployment describes it. */
export const echoDescription: Service = create(ServiceSchema, {
  name: echoService.typeName,
  methods: echoService.methods.map((method) => ({
    name: method.name,
    kind: kinds[method.methodKind],
    input: method.input.typeName,
    output: method.output.typeName,
    noSideEffects: method.name === "Look",
  })),
});
