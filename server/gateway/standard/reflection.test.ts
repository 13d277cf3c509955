import { create, createFileRegistry, fromBinary, fromJson, toBinary } from "@bufbuild/protobuf";
import {
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_descriptor,
} from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { Health } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { ServerReflection } from "#lib/gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection as Alpha } from "#lib/gen/grpc/reflection/v1alpha/reflection_pb.ts";
import { ServiceSchema, SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { createSchemas, deploymentSubject } from "./deployment-subject.ts";
import { HealthState } from "./health-state.ts";
import { siteSubject } from "./site-subject.ts";
import { routeStandardServices } from "./standard-services.ts";
import { type StandardSubject, subjectKey } from "./subject.ts";

type FileJson = Parameters<typeof fromJson<typeof FileDescriptorProtoSchema>>[1];
const file = (json: FileJson) => fromJson(FileDescriptorProtoSchema, json);

const base = file({
  name: "base.proto",
  package: "shop.v1",
  syntax: "proto2",
  messageType: [
    {
      name: "Base",
      extensionRange: [{ start: 100, end: 200 }],
      field: [{ name: "title", number: 1, type: "TYPE_STRING", label: "LABEL_OPTIONAL", oneofIndex: 0 }],
      oneofDecl: [{ name: "kind" }],
      nestedType: [{ name: "Inner" }],
      enumType: [{ name: "Colour", value: [{ name: "RED", number: 0 }] }],
    },
    { name: "Closed" },
  ],
  enumType: [{ name: "Size", value: [{ name: "SMALL", number: 0 }] }],
});
const extra = file({
  name: "extra.proto",
  package: "shop.v1",
  syntax: "proto2",
  dependency: ["base.proto"],
  extension: [120, 110].map((number) => ({
    name: `extra_${number}`,
    number,
    type: "TYPE_STRING",
    label: "LABEL_OPTIONAL",
    extendee: ".shop.v1.Base",
  })),
});
const side = file({ name: "side.proto", package: "shop.v1", syntax: "proto3", dependency: ["base.proto"] });
const shop = file({
  name: "shop.proto",
  package: "shop.v1",
  syntax: "proto3",
  dependency: ["side.proto", "extra.proto"],
  service: [
    { name: "Shop", method: [{ name: "Buy", inputType: ".shop.v1.Base", outputType: ".shop.v1.Base" }] },
  ],
});

function subjectOf(files: (typeof shop)[], services: string[]): StandardSubject {
  const deployment = {
    id: "shop",
    services: services.map((name) => create(ServiceSchema, { name })),
    settings: create(SettingsSchema),
    program: { modules: [], entry: "server" },
    descriptorSet: toBinary(FileDescriptorSetSchema, create(FileDescriptorSetSchema, { file: files })),
  };
  return deploymentSubject(deployment, new HealthState(), createSchemas());
}

const shopSubject = subjectOf([base, extra, side, shop], ["shop.v1.Shop"]);

function transportOf(subject: StandardSubject) {
  return createRouterTransport(routeStandardServices, {
    router: {
      interceptors: [
        (next) => (request) => {
          request.contextValues.set(subjectKey, subject);
          return next(request);
        },
      ],
    },
  });
}

type Question = Parameters<
  ReturnType<typeof createClient<typeof ServerReflection>>["serverReflectionInfo"]
>[0];
type Single = Question extends AsyncIterable<infer Request> ? Request : never;

/** Asks everything on one stream. */
async function ask(subject: StandardSubject, ...questions: Single[]) {
  const client = createClient(ServerReflection, transportOf(subject));
  const answers = [];
  const asked = (async function* () {
    yield* questions;
  })();
  for await (const { messageResponse } of client.serverReflectionInfo(asked)) answers.push(messageResponse);
  return answers;
}

const bySymbol = (value: string): Single => ({ messageRequest: { case: "fileContainingSymbol", value } });
const byName = (value: string): Single => ({ messageRequest: { case: "fileByFilename", value } });
const byExtension = (containingType: string, extensionNumber: number): Single => ({
  messageRequest: { case: "fileContainingExtension", value: { containingType, extensionNumber } },
});
const numbers = (value: string): Single => ({ messageRequest: { case: "allExtensionNumbersOfType", value } });

type Answers = Awaited<ReturnType<typeof ask>>;
const pathsOf = (answer: Answers[number] | undefined) =>
  answer?.case === "fileDescriptorResponse"
    ? answer.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name)
    : answer;

describe("a question about a symbol", () => {
  test.each([
    ["a service", "shop.v1.Shop", "shop.proto"],
    ["a method", "shop.v1.Shop.Buy", "shop.proto"],
    ["a message", "shop.v1.Base", "base.proto"],
    ["a nested message", "shop.v1.Base.Inner", "base.proto"],
    ["a field", "shop.v1.Base.title", "base.proto"],
    ["a oneof", "shop.v1.Base.kind", "base.proto"],
    ["an enum", "shop.v1.Size", "base.proto"],
    ["an enum's value, which is the enum's sibling", "shop.v1.SMALL", "base.proto"],
    ["a nested enum's value", "shop.v1.Base.RED", "base.proto"],
    ["an extension", "shop.v1.extra_110", "extra.proto"],
    ["the reflection itself", "grpc.reflection.v1.ServerReflection", "grpc/reflection/v1/reflection.proto"],
  ])("that is %s is answered with its file first", async (_what, symbol, path) => {
    const [answer] = await ask(shopSubject, bySymbol(symbol));
    expect(pathsOf(answer)).toMatchObject({ 0: path });
  });

  test.each(["shop.v1.Nobody", "", "shop.v1", ".shop.v1.Shop", "constructor"])(
    "that nobody knows (%j) is a NOT_FOUND answer, and the stream goes on",
    async (symbol) => {
      const [miss, hit] = await ask(shopSubject, bySymbol(symbol), bySymbol("shop.v1.Size"));
      expect(miss).toMatchObject({ case: "errorResponse", value: { errorCode: Code.NotFound } });
      expect(pathsOf(hit)).toEqual(["base.proto"]);
    },
  );
});

describe("a file is answered", () => {
  test("with what it imports, breadth first, each once", async () => {
    const [answer] = await ask(shopSubject, byName("shop.proto"));
    expect(pathsOf(answer)).toEqual(["shop.proto", "side.proto", "extra.proto", "base.proto"]);
  });

  test("without imports that the stream has been told, and itself again when asked again", async () => {
    const answers = await ask(shopSubject, byName("side.proto"), byName("shop.proto"), byName("base.proto"));
    expect(answers.map(pathsOf)).toEqual([
      ["side.proto", "base.proto"],
      ["shop.proto", "extra.proto"],
      ["base.proto"],
    ]);
  });

  test("so that a registry can be made of the bytes", async () => {
    const [answer] = await ask(shopSubject, bySymbol("shop.v1.Shop"));
    const bytes = answer?.case === "fileDescriptorResponse" ? answer.value.fileDescriptorProto : [];
    const files = bytes.map((each) => fromBinary(FileDescriptorProtoSchema, each)).reverse();
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: files }));
    expect(registry.getService("shop.v1.Shop")?.methods[0]?.input.typeName).toBe("shop.v1.Base");
  });

  test("with NOT_FOUND when there is none of that name", async () => {
    const [answer] = await ask(shopSubject, byName("nobody.proto"));
    expect(answer).toMatchObject({ case: "errorResponse", value: { errorCode: 5 } });
  });

  test("with options nobody here knows unchanged", async () => {
    // Field 50000 of FileOptions, a string.
    const options = new Uint8Array([0x82, 0xb5, 0x18, 2, 0x68, 0x69]);
    const header = toBinary(FileDescriptorProtoSchema, file({ name: "odd.proto", syntax: "proto3" }));
    const odd = new Uint8Array([...header, 0x42, options.length, ...options]);
    const set = new Uint8Array([0x0a, odd.length, ...odd]);
    const subject = { ...shopSubject, readSchema: () => shopSubject.readSchema().addSet(set) };
    const [answer] = await ask(subject, byName("odd.proto"));
    expect(
      answer?.case === "fileDescriptorResponse" && [...(answer.value.fileDescriptorProto[0] ?? [])],
    ).toEqual([...odd]);
  });
});

describe("a question about extensions", () => {
  test("of a number is answered with the file that defines it", async () => {
    const [hit, miss] = await ask(
      shopSubject,
      byExtension("shop.v1.Base", 120),
      byExtension("shop.v1.Base", 121),
    );
    expect(pathsOf(hit)).toEqual(["extra.proto", "base.proto"]);
    expect(miss).toMatchObject({ case: "errorResponse", value: { errorCode: 5 } });
  });

  test("of a type is answered with all numbers, none for a type without, NOT_FOUND for no type", async () => {
    const [all, none, miss] = await ask(
      shopSubject,
      numbers("shop.v1.Base"),
      numbers("shop.v1.Closed"),
      numbers("shop.v1.Nobody"),
    );
    expect(all).toMatchObject({ value: { baseTypeName: "shop.v1.Base", extensionNumber: [110, 120] } });
    expect(none).toMatchObject({ value: { baseTypeName: "shop.v1.Closed", extensionNumber: [] } });
    expect(miss).toMatchObject({ case: "errorResponse", value: { errorCode: 5 } });
  });
});

test("services are listed in order, and the older reflection answers the same", async () => {
  const [answer] = await ask(shopSubject, { messageRequest: { case: "listServices", value: "" } });
  const client = createClient(Alpha, transportOf(shopSubject));
  const question = { host: "h", messageRequest: { case: "listServices", value: "*" } } as const;
  for await (const alpha of client.serverReflectionInfo(
    (async function* () {
      yield question;
    })(),
  )) {
    expect(alpha.validHost).toBe("h");
    expect(alpha.originalRequest?.messageRequest).toEqual(question.messageRequest);
    const listed = alpha.messageResponse;
    expect(listed.case === "listServicesResponse" && listed.value.service.map(({ name }) => name)).toEqual(
      answer?.case === "listServicesResponse" && answer.value.service.map(({ name }) => name),
    );
  }
  expect(answer?.case === "listServicesResponse" && answer.value.service.map(({ name }) => name)).toEqual([
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
    "shop.v1.Shop",
  ]);
});

test("a question that asks for nothing ends the stream with INVALID_ARGUMENT", async () => {
  const error = await ask(shopSubject, {}).catch(ConnectError.from);
  expect(error).toMatchObject({ code: Code.InvalidArgument });
});

test("a standard service that the visitor defines is the visitor's: listed once, with their file", async () => {
  const own = file({
    name: "my-health.proto",
    package: "grpc.health.v1",
    syntax: "proto3",
    service: [{ name: "Health" }],
  });
  const subject = subjectOf([own], ["grpc.health.v1.Health"]);
  const [list, health] = await ask(
    subject,
    { messageRequest: { case: "listServices", value: "" } },
    bySymbol("grpc.health.v1.Health"),
  );
  expect(pathsOf(health)).toEqual(["my-health.proto"]);
  expect(list?.case === "listServicesResponse" && list.value.service.map(({ name }) => name)).toEqual([
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
  ]);
});

test("the site describes its own services with all they import", async () => {
  const subject = siteSubject([Health], new HealthState());
  const [answer] = await ask(subject, bySymbol("grpc.health.v1.Health"));
  expect(pathsOf(answer)).toEqual(["grpc/health/v1/health.proto"]);
});

test("import cycles and missing files in a stored set end", async () => {
  const first = file({ name: "a.proto", dependency: ["b.proto", "gone.proto"] });
  const second = file({ name: "b.proto", dependency: ["a.proto"] });
  const [answer] = await ask(subjectOf([first, second], []), byName("a.proto"));
  expect(pathsOf(answer)).toEqual(["a.proto", "b.proto"]);
});

test("a schema of ten thousand messages is indexed once, however often it is asked for", () => {
  const messageType = Array.from({ length: 10_000 }, (_, at) => ({ name: `M${at}` }));
  const subject = subjectOf(
    [file({ name: "big.proto", messageType }), file_google_protobuf_descriptor.proto],
    [],
  );
  expect(subject.readSchema()).toBe(subject.readSchema());
});
