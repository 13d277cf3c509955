import { fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, createClient, type Interceptor, type Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Health, HealthCheckResponse_ServingStatus as Status } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { ServerReflection, type ServerReflectionRequest } from "#lib/gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection as ServerReflectionAlpha } from "#lib/gen/grpc/reflection/v1alpha/reflection_pb.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
let wires: Readonly<Record<string, Transport>>;
beforeAll(async () => {
  site = await openSite();
  const naming: Interceptor = (next) => (request) => {
    request.header.set("x-deployment", site.id);
    return next(request);
  };
  const byPath = { baseUrl: `${site.url}/d/${site.id}` };
  wires = {
    gRPC: createGrpcTransport({ baseUrl: site.url, interceptors: [naming] }),
    "gRPC-Web": createGrpcWebTransport({ ...byPath, httpVersion: "2" }),
    Connect: createConnectTransport({ ...byPath, httpVersion: "2" }),
    "Connect over HTTP/1.1": createConnectTransport({ ...byPath, httpVersion: "1.1" }),
    "the site itself": createGrpcTransport({ baseUrl: site.url }),
  };
}, 60_000);
afterAll(() => site?.stop());

const wire = (name: string) => wires[name] ?? expect.unreachable();
const codeOf = (error: unknown) => ConnectError.from(error).code;

describe.each(["gRPC", "gRPC-Web", "Connect", "Connect over HTTP/1.1"])("H1 health, over %s:", (name) => {
  test("Check knows the whole and each service, and nothing else", async () => {
    const health = createClient(Health, wire(name));
    for (const service of ["", "wire.v1.Wire"]) {
      expect((await health.check({ service })).status).toBe(Status.SERVING);
    }
    expect(await health.check({ service: "wire.v1.Nobody" }).catch(codeOf)).toBe(Code.NotFound);
  });

  test("Watch answers at once, SERVICE_UNKNOWN of what it does not know, and stays open", async () => {
    const health = createClient(Health, wire(name));
    for (const [service, status] of [
      ["wire.v1.Wire", Status.SERVING],
      ["wire.v1.Nobody", Status.SERVICE_UNKNOWN],
    ] as const) {
      const leave = new AbortController();
      const watched = health.watch({ service }, { signal: leave.signal })[Symbol.asyncIterator]();
      expect((await watched.next()).value).toMatchObject({ status });
      const next = watched.next();
      // It is still open when a call that began later has been answered.
      await health.check({ service: "" });
      leave.abort();
      expect(await next.catch(codeOf)).toBe(Code.Canceled);
    }
  });

  test("List names them all", async () => {
    const { statuses } = await createClient(Health, wire(name)).list({});
    expect(statuses["wire.v1.Wire"]?.status).toBe(Status.SERVING);
    expect(statuses[""]?.status).toBe(Status.SERVING);
  });
});

type Question = ServerReflectionRequest["messageRequest"];

/** The answers of v1 and v1alpha, whose messages have the same fields. */
async function reflect(name: string, version: "v1" | "v1alpha", questions: readonly Question[]) {
  const client = createClient(version === "v1" ? ServerReflection : ServerReflectionAlpha, wire(name));
  const requests = (async function* () {
    for (const messageRequest of questions) yield { messageRequest } as never;
  })();
  const answers: ServerReflectionRequest[] = [];
  for await (const answer of client.serverReflectionInfo(requests)) answers.push(answer as never);
  return answers.map((answer) => (answer as unknown as { messageResponse: Answer }).messageResponse);
}

type Answer =
  | {
      readonly case: "listServicesResponse";
      readonly value: { readonly service: readonly { readonly name: string }[] };
    }
  | {
      readonly case: "fileDescriptorResponse";
      readonly value: { readonly fileDescriptorProto: readonly Uint8Array[] };
    }
  | { readonly case: "errorResponse"; readonly value: { readonly errorCode: number } };

const filesOf = (answer: Answer | undefined) =>
  answer?.case === "fileDescriptorResponse"
    ? answer.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name)
    : expect.unreachable(`${answer?.case} in place of files`);
const servicesOf = (answer: Answer | undefined) =>
  answer?.case === "listServicesResponse"
    ? answer.value.service.map((service) => service.name)
    : expect.unreachable(`${answer?.case} in place of a list`);

describe.each([
  ["v1", "gRPC"],
  ["v1", "gRPC-Web"],
  ["v1", "Connect"],
  ["v1alpha", "gRPC"],
  ["v1alpha", "gRPC-Web"],
  ["v1alpha", "Connect"],
] as const)("reflection %s over %s:", (version, name) => {
  test("R1 lists services, finds files by name and by symbol, and says in a response what it cannot find", async () => {
    const [list, byName, bySymbol, byMethod, unknown] = await reflect(name, version, [
      { case: "listServices", value: "" },
      { case: "fileByFilename", value: "wire.proto" },
      { case: "fileContainingSymbol", value: "wire.v1.Wire" },
      { case: "fileContainingSymbol", value: "wire.v1.Note" },
      { case: "fileContainingSymbol", value: "wire.v1.Nobody" },
    ]);
    expect(servicesOf(list)).toContain("wire.v1.Wire");
    expect(servicesOf(list).filter((service) => service.startsWith("playground."))).toEqual([]);
    for (const answer of [byName, bySymbol, byMethod]) expect(filesOf(answer)).toContain("wire.proto");
    expect(unknown).toMatchObject({ case: "errorResponse", value: { errorCode: Code.NotFound } });
  });

  test("R2 describes every service it lists, itself included", async () => {
    const [list] = await reflect(name, version, [{ case: "listServices", value: "" }]);
    const services = servicesOf(list);
    expect(services).toContain(`grpc.reflection.${version}.ServerReflection`);
    expect(services).toContain("grpc.health.v1.Health");
    const answers = await reflect(
      name,
      version,
      services.map((value) => ({ case: "fileContainingSymbol", value })),
    );
    for (const answer of answers) expect(filesOf(answer).length).toBeGreaterThan(0);
  });
});

test("R1 the site itself speaks of its own services, and not of a visitor's", async () => {
  const [list] = await reflect("the site itself", "v1", [{ case: "listServices", value: "" }]);
  expect(servicesOf(list)).toContain("playground.v1.DeploymentService");
  expect(servicesOf(list)).not.toContain("wire.v1.Wire");
  const [own] = await reflect("the site itself", "v1", [
    { case: "fileContainingSymbol", value: "playground.v1.DeploymentService" },
  ]);
  // With all that it imports, however far away.
  expect(filesOf(own)).toEqual(
    expect.arrayContaining(["playground/v1/deployment.proto", "playground/v1/event.proto"]),
  );
});

test("R3 reflection is bidirectional: over HTTP/1.1 it is refused", async () => {
  const refused = await reflect("Connect over HTTP/1.1", "v1", [{ case: "listServices", value: "" }]).catch(
    (error: unknown) => ConnectError.from(error),
  );
  expect(refused).toBeInstanceOf(ConnectError);
  expect(refused).toMatchObject({ rawMessage: expect.stringContaining("HTTP") });
});
