import type { ConnectError } from "@connectrpc/connect";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import { Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import type { RequestHead } from "./caller.ts";
import { type Reply, toHttpReply } from "./error-reply.ts";
import { contentTypeUnsupported, httpVersionUnsupported, verbUnsupported } from "./gateway-failure.ts";
import type { HeaderList } from "./headers.ts";
import { isUnary, type MethodFacts } from "./method-facts.ts";
import type { RpcFormat } from "./rpc-format.ts";

export type CheckedHttp =
  | { readonly kind: "accepted"; readonly format: RpcFormat }
  | { readonly kind: "refused"; readonly error: ConnectError; readonly reply: Reply };

const grpcWeb = "application/grpc-web+json, application/grpc-web+proto, application/grpc-web-text";
const servedUnary = `application/json, application/proto, ${grpcWeb}`;
const servedStream = `application/connect+json, application/connect+proto, ${grpcWeb}`;

/** Whether verb, content type and HTTP version are ones this kind of method is called with. */
export function checkHttp(
  { verb, contentType, httpVersion }: RequestHead,
  method: MethodFacts,
  format: RpcFormat | null,
): CheckedHttp {
  const unary = isUnary(method);
  const verbs = unary && method.noSideEffects ? ["GET", "POST"] : ["POST"];
  if (!verbs.includes(verb)) {
    const allow = verbs.join(", ");
    return refusal(405, verbUnsupported(verb, allow), [["allow", allow]]);
  }
  // The Connect protocol has one content type for unary methods and another for streams.
  if (format === null || (format.protocol === Protocol.CONNECT && format.enveloped === unary)) {
    const served = unary ? servedUnary : servedStream;
    return refusal(415, contentTypeUnsupported(contentType, served), [["accept-post", served]]);
  }
  const isGrpc = format.protocol === Protocol.GRPC;
  if (httpVersion === "1.1" && (isGrpc || method.kind === MethodKind.BIDI_STREAMING)) {
    return refusal(505, httpVersionUnsupported(isGrpc ? "gRPC" : "A bidirectional stream", httpVersion));
  }
  return { kind: "accepted", format };
}

function refusal(status: number, error: ConnectError, headers: HeaderList = []): CheckedHttp {
  return { kind: "refused", error, reply: toHttpReply(status, error, headers) };
}
