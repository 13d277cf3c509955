import type { GetDeploymentResponse } from "#lib/gen/playground/v1/deployment_pb.ts";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { OutsideCall, OutsideCallKind } from "./outside-call.ts";

const kinds: Readonly<Record<MethodKind, OutsideCallKind>> = {
  [MethodKind.UNSPECIFIED]: "unary",
  [MethodKind.UNARY]: "unary",
  [MethodKind.SERVER_STREAMING]: "serverStreaming",
  [MethodKind.CLIENT_STREAMING]: "clientStreaming",
  [MethodKind.BIDI_STREAMING]: "bidiStreaming",
};

/** One call for every method of a deployment, with a sample request, in the order of the services. */
export function outsideCalls(
  { deployment, outsideMethods }: GetDeploymentResponse,
  origin: string,
): OutsideCall[] {
  const { id = "", services = [] } = deployment ?? {};
  const known = new Map(outsideMethods.map((method) => [method.method, method]));
  return services.flatMap((service) =>
    service.methods.map((method) => {
      const name = `${service.name}/${method.name}`;
      const facts = known.get(name);
      return {
        origin,
        deploymentId: id,
        method: name,
        kind: kinds[method.kind] ?? "unary",
        // Of a schema too large to describe: an empty message is valid for any.
        requestJson: facts?.sampleJson ?? "{}",
        protoPath: facts?.protoPath ?? "service.proto",
        inputProtoPath: facts?.inputProtoPath ?? "service.proto",
        importedProtoPaths: facts?.importedProtoPaths ?? [],
        inputName: facts?.inputName ?? method.input.slice(method.input.lastIndexOf(".") + 1),
      };
    }),
  );
}
