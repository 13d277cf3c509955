import { readdirSync } from "node:fs";
import { join } from "node:path";
import {
  create,
  createFileRegistry,
  type DescMethod,
  type FileRegistry,
  fromBinary,
} from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import type { Interceptor, Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SourceFileSchema } from "#lib/gen/playground/v1/source_pb.ts";
import { type CompiledSchema, compileProtos } from "#server/schema/compile-protos.ts";
import { answerOf } from "./answer.ts";
import { type Backend, startBackend } from "./backend.ts";
import { type PlainProject, startPlainProject } from "./plain-project.ts";
import { type Call, type HandlerProgram, readProgram } from "./read-program.ts";

const folder = join(import.meta.dirname, "programs");
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".txtar"))
  .sort();
const programs = names.map((name) => readProgram(join(folder, name)));

type Wire = {
  readonly name: string;
  readonly http: "http1" | "http2";
  open(baseUrl: string, interceptors: Interceptor[]): Transport;
};

const wires: Wire[] = [
  {
    name: "Connect, binary, HTTP/1.1",
    http: "http1",
    open: (baseUrl, interceptors) => createConnectTransport({ baseUrl, httpVersion: "1.1", interceptors }),
  },
  {
    name: "Connect, JSON, HTTP/2",
    http: "http2",
    open: (baseUrl, interceptors) =>
      createConnectTransport({ baseUrl, httpVersion: "2", useBinaryFormat: false, interceptors }),
  },
  {
    name: "gRPC-Web, HTTP/1.1",
    http: "http1",
    open: (baseUrl, interceptors) => createGrpcWebTransport({ baseUrl, httpVersion: "1.1", interceptors }),
  },
  {
    name: "gRPC, HTTP/2",
    http: "http2",
    open: (baseUrl, interceptors) => createGrpcTransport({ baseUrl, interceptors }),
  },
];

let backend: Backend;
let plain: PlainProject;
let schemas: readonly CompiledSchema[];
let ids: readonly string[];

beforeAll(async () => {
  backend = await startBackend();
  schemas = await Promise.all(programs.map(compile));
  plain = await startPlainProject(
    programs.map((program, at) => ({ program, schema: schemas[at] as CompiledSchema })),
  );
  const deployed: string[] = [];
  for (const program of programs) deployed.push(await backend.deploy(program));
  ids = deployed;
}, 120_000);
afterAll(async () => {
  plain?.stop();
  await backend?.stop();
});

async function compile({ files }: HandlerProgram): Promise<CompiledSchema> {
  const protos = files
    .filter(({ path }) => path.endsWith(".proto"))
    .map((file) => create(SourceFileSchema, file));
  const compiled = await compileProtos(protos, { signal: new AbortController().signal });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  return compiled.value;
}

const registryOf = (schema: CompiledSchema): FileRegistry =>
  createFileRegistry(fromBinary(FileDescriptorSetSchema, schema.descriptorSet));

function methodOf(registry: FileRegistry, { method }: Call): DescMethod {
  const [service, name] = method.split("/");
  for (const type of registry) {
    if (type.kind !== "service" || type.name !== service) continue;
    const found = type.methods.find((one) => one.name === name);
    if (found !== undefined) return found;
  }
  throw new Error(`no method ${method}`);
}

const named =
  (id: string): Interceptor =>
  (next) =>
  (request) => {
    request.header.set("x-deployment", id);
    return next(request);
  };

describe.each(wires)(
  "a program of a visitor answers as it does unmodified in a plain Node project, over $name:",
  (wire) => {
    test.each(names.map((name, at) => ({ name: name.replace(".txtar", ""), at })))(
      "$name",
      async ({ at }) => {
        const id = ids[at] ?? "";
        const registry = registryOf(schemas[at] as CompiledSchema);
        const port = plain.ports[at]?.[wire.http];
        const there = wire.open(`http://127.0.0.1:${port}`, []);
        const here = wire.open(wire.name.startsWith("gRPC,") ? backend.url : `${backend.url}/d/${id}`, [
          named(id),
        ]);
        for (const call of programs[at]?.calls ?? []) {
          const method = methodOf(registry, call);
          // Only HTTP/2 carries both directions at once.
          if (method.methodKind === "bidi_streaming" && wire.http === "http1") continue;
          const expected = await answerOf(there, method, call, registry);
          const answer = await answerOf(here, method, call, registry);
          expect({ call, answer }).toEqual({ call, answer: expected });
          expect(
            expected.messages.length > 0 ||
              expected.error !== undefined ||
              method.methodKind === "server_streaming",
          ).toBe(true);
        }
      },
    );
  },
);

/** The one deliberate difference: Connect-ES says INTERNAL of an exception, gRPC and Connect's other languages UNKNOWN. */
test("an exception that is no ConnectError is unknown here, internal in a plain project, and told to neither caller", async () => {
  const program: HandlerProgram = {
    files: [
      {
        path: "throw.proto",
        content: 'syntax = "proto3"; package t.v1; service T { rpc Throw(M) returns (M); } message M {}',
      },
      {
        path: "server.ts",
        content:
          'import { T } from "./gen/throw_pb";\nexport default (router: import("@connectrpc/connect").ConnectRouter) =>\n  router.service(T, { throw() { throw new TypeError("a secret"); } });',
      },
    ],
    calls: [{ method: "T/Throw", requests: [{}], headers: {} }],
  };
  const schema = await compile(program);
  const other = await startPlainProject([{ program, schema }]);
  const id = await backend.deploy(program);
  const registry = registryOf(schema);
  const answers = [`http://127.0.0.1:${other.ports[0]?.http1}`, `${backend.url}/d/${id}`].map((baseUrl) => {
    const [call] = program.calls as [Call];
    const transport = createConnectTransport({ baseUrl, httpVersion: "1.1" });
    return answerOf(transport, methodOf(registry, call), call, registry);
  });
  const errors = (await Promise.all(answers)).map(({ error }) => [error?.code, error?.message]);
  other.stop();
  expect(errors).toEqual([
    ["Internal", "internal error"],
    ["Unknown", "internal error"],
  ]);
});
