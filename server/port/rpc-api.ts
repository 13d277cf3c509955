import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { Code, ConnectError, type ContextValues } from "@connectrpc/connect";
import type {
  UniversalHandler,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from "@connectrpc/connect-node";
import type { Log } from "#server/log.ts";
import { explainRefusal, unknownMethod } from "./explain-refusal.ts";
import { answerInText } from "./web-text.ts";

type NodeRequest = IncomingMessage | Http2ServerRequest;
type NodeResponse = ServerResponse | Http2ServerResponse;

export type RpcApiParts = {
  readonly handlers: readonly UniversalHandler[];
  /** Everything below these belongs to the API: `/rpc/`, `/playground.v1.`. */
  readonly pathPrefixes: readonly string[];
  /** Stripped before a path is compared with the handlers'. */
  readonly pagePrefix: string;
  contextOf(request: NodeRequest): ContextValues;
  readonly log: Log;
};

/** Connect's handlers on Node's requests, HTTP/1.1 and HTTP/2 alike; every refusal of the library gets a reason. */
export function createRpcApi({ handlers, pathPrefixes, pagePrefix, contextOf, log }: RpcApiParts) {
  const byPath = new Map(handlers.map((handler) => [handler.requestPath, handler]));
  const covers = (path: string) => pathPrefixes.some((prefix) => path.startsWith(prefix));

  function handle(request: NodeRequest, response: NodeResponse): boolean {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    if (!covers(path)) return false;
    const handler = byPath.get(path.startsWith(`${pagePrefix}/`) ? path.slice(pagePrefix.length) : path);
    const universal = universalRequestFromNodeRequest(request, response, undefined, contextOf(request));
    answer(path, handler, universal)
      .then((reply) => explainRefusal(reply, universal))
      .then((reply) => universalResponseToNodeResponse(reply, response))
      .catch((error) => {
        // The caller went away while the answer was written.
        if (ConnectError.from(error).code === Code.Aborted) return;
        log.warn("an answer of the API broke off", { path, error });
        response.destroy();
      });
    return true;
  }
  return { covers, handle };
}

async function answer(
  path: string,
  handler: UniversalHandler | undefined,
  request: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  if (handler === undefined) return unknownMethod(path);
  // gRPC needs HTTP trailers, which Node would send over HTTP/1.1 too but no gRPC client reads there.
  const isGrpc = /^application\/grpc(?!-web)/.test(request.header.get("content-type") ?? "");
  if (isGrpc && request.httpVersion.startsWith("1.")) return { status: 505 };
  return answerInText(handler, request);
}
