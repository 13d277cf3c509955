import { create, type DescMethod, type FileRegistry } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { MethodKind, type Service, ServiceSchema } from "#lib/gen/playground/v1/deployment_pb.ts";

const kinds: Readonly<Record<DescMethod["methodKind"], MethodKind>> = {
  unary: MethodKind.UNARY,
  server_streaming: MethodKind.SERVER_STREAMING,
  client_streaming: MethodKind.CLIENT_STREAMING,
  bidi_streaming: MethodKind.BIDI_STREAMING,
};

/** The services of the given files, in the order in which they are written. */
export function listServices(registry: FileRegistry, protoPaths: readonly string[]): Service[] {
  return protoPaths
    .flatMap((path) => registry.getFile(path)?.services ?? [])
    .map((service) =>
      create(ServiceSchema, {
        name: service.typeName,
        methods: service.methods.map((method) => ({
          name: method.name,
          kind: kinds[method.methodKind],
          input: method.input.typeName,
          output: method.output.typeName,
          noSideEffects: method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS,
        })),
      }),
    );
}
