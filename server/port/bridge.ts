import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
} from "node:http";
import { constants, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { duplexPair, pipeline } from "node:stream";

/**
 * Replays an HTTP/2 request as HTTP/1.1 on an in-memory connection to `httpServer`, which keeps the caller's address
 * and whether the connection is encrypted.
 */
export function bridge(httpServer: Server, request: Http2ServerRequest, response: Http2ServerResponse): void {
  const { stream } = request;
  const inner = httpRequest({
    method: request.method,
    path: request.url,
    headers: { ...endToEnd(request.headers), host: request.authority },
    // No `agent` option: it would override createConnection.
    createConnection: () => {
      const [near, far] = duplexPair();
      const socket = stream.session?.socket;
      const encrypted = stream.session?.encrypted === true;
      httpServer.emit("connection", Object.assign(far, { encrypted, remoteAddress: socket?.remoteAddress }));
      return near;
    },
  });
  inner.on("response", (answer) => {
    if (stream.destroyed) return answer.resume();
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    pipeline(answer, stream, () => {});
  });
  inner.on("error", () => {
    if (!stream.destroyed) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  });
  stream.on("close", () => inner.destroy());
  request.pipe(inner);
}

/** RFC 9113, 8.2.2: what belongs to one connection has no place in HTTP/2; pseudo-headers have none in HTTP/1.1. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "te",
  "host",
]);

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(":") && !hopByHop.has(name)),
  );
}
