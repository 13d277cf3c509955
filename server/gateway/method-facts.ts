import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { HostedDeployment } from "./gateway.ts";

/** What the gateway must know of a method, from its proto. */
export type MethodFacts = { readonly kind: MethodKind; readonly noSideEffects: boolean };

/** By path: `/greet.v1.Greeter/SayHello`. */
export function listMethods({ services }: HostedDeployment): ReadonlyMap<string, MethodFacts> {
  const methods = new Map<string, MethodFacts>();
  for (const service of services) {
    for (const method of service.methods) {
      methods.set(`/${service.name}/${method.name}`, {
        kind: method.kind,
        noSideEffects: method.noSideEffects,
      });
    }
  }
  return methods;
}

/** Whether the server sends at most one message and the client exactly one. */
export function isUnary(method: MethodFacts): boolean {
  return method.kind === MethodKind.UNARY;
}

/** Whether the client may send more than one message. */
export function hasRequestStream(method: MethodFacts): boolean {
  return method.kind === MethodKind.CLIENT_STREAMING || method.kind === MethodKind.BIDI_STREAMING;
}
