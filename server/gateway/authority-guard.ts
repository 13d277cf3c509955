import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from "node:http2";

// host [":" port]; host is a name, an IPv4 address or an IPv6 literal in brackets (RFC 3986, 3.2.2, without user info).
const authoritySyntax = /^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9.])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
const maxRemembered = 1_000;
const remembered = new Set<string>();

/**
 * Whether URLs can be made with this `Host` or `:authority`. Adapters that call `new URL` with another one throw inside
 * the server's event loop and end the process, so every request passes here first.
 */
export function isAuthority(authority: string | undefined): boolean {
  if (authority === undefined) return false;
  if (remembered.has(authority)) return true;
  if (!authoritySyntax.test(authority) || !URL.canParse(`http://${authority}`)) return false;
  if (remembered.size >= maxRemembered) remembered.clear();
  remembered.add(authority);
  return true;
}

/** Answers 400 and returns false when the request names no usable host. Never throws. */
export function guardHttp1(request: IncomingMessage, response: ServerResponse): boolean {
  if (isAuthority(request.headers.host)) return true;
  if (!response.headersSent) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  }
  response.end("The Host header is missing or malformed.\n");
  return false;
}

/** Answers 400 and returns false when the stream names no usable host. Never throws. */
export function guardHttp2(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): boolean {
  const authority = headers[":authority"] ?? headers.host;
  if (isAuthority(typeof authority === "string" ? authority : undefined)) return true;
  stream.on("error", ignore);
  if (stream.destroyed || stream.closed || stream.headersSent) return false;
  stream.respond({ ":status": 400, "content-type": "text/plain; charset=utf-8" });
  stream.end("The :authority is missing or malformed.\n", () => stream.close(constants.NGHTTP2_NO_ERROR));
  return false;
}

function ignore(): void {}
