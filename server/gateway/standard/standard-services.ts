import type { DescMethod } from "@bufbuild/protobuf";
import { type ConnectRouter, createConnectRouter } from "@connectrpc/connect";
import type { UniversalHandler } from "@connectrpc/connect/protocol";
import { compressionGzip } from "@connectrpc/connect-node";
import { Health } from "#lib/gen/grpc/health/v1/health_pb.ts";
import { ServerReflection } from "#lib/gen/grpc/reflection/v1/reflection_pb.ts";
import { ServerReflection as ServerReflectionAlpha } from "#lib/gen/grpc/reflection/v1alpha/reflection_pb.ts";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { briskBrotli } from "#server/brisk-brotli.ts";
import { routeFixtures } from "../fixtures/fixtures.ts";
import type { MethodFacts } from "../method-facts.ts";
import { health } from "./health.ts";
import { reflection, reflectionAlpha } from "./reflection.ts";

/** What every gRPC server is expected to answer beside its own services. */
export const standardServices = [Health, ServerReflection, ServerReflectionAlpha] as const;

/** How the paths of all of them begin; others need no look into the table. */
export const standardPrefix = "/grpc.";

/** A method of a standard service, with what the gateway must know to admit a call of it. */
export type StandardMethod = {
  readonly service: string;
  readonly facts: MethodFacts;
  readonly handle: UniversalHandler;
};

/** Adds reflection and health to a router. Whom they speak of comes with each call (`subjectKey`). */
export function routeStandardServices(router: ConnectRouter): ConnectRouter {
  return router
    .service(Health, health)
    .service(ServerReflection, reflection)
    .service(ServerReflectionAlpha, reflectionAlpha);
}

/** The standard methods by their path, on Connect's own handlers: all three protocols. */
export function listStandardMethods(limits: Limits): ReadonlyMap<string, StandardMethod> {
  const router = createConnectRouter({
    acceptCompression: [compressionGzip, briskBrotli],
    readMaxBytes: limits.maxMessageBytes,
  });
  return new Map(
    routeFixtures(routeStandardServices(router)).handlers.map((handle) => {
      const facts = { kind: kinds[handle.method.methodKind], noSideEffects: false };
      return [handle.requestPath, { service: handle.service.typeName, facts, handle }];
    }),
  );
}

const kinds: Readonly<Record<DescMethod["methodKind"], MethodKind>> = {
  unary: MethodKind.UNARY,
  server_streaming: MethodKind.SERVER_STREAMING,
  client_streaming: MethodKind.CLIENT_STREAMING,
  bidi_streaming: MethodKind.BIDI_STREAMING,
};
