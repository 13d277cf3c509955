import { Code, ConnectError } from "@connectrpc/connect";
import type { Spread } from "./spread.ts";
import type { UnaryCall } from "./unary-call.ts";
import type { Exchange } from "./unary-protocols.ts";

/**
 * A synchronous XMLHttpRequest, which stops this worker's event loop until the reply is there. `flush` is called before:
 * everything known so far must leave first.
 */
export function createSyncRequest(spread: Spread, flush: () => void): (call: UnaryCall) => Exchange {
  return ({ attempt, path, headers, body, timeoutMs }) => {
    const lease = spread.take();
    try {
      const url = attempt.sending(`${lease.baseUrl}${path}`);
      flush();
      return send(url, headers, body, timeoutMs);
    } finally {
      lease.release();
    }
  };
}

function send(
  url: string,
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  timeoutMs: number | undefined,
): Exchange {
  const request = new XMLHttpRequest();
  request.open("POST", url, false);
  request.responseType = "arraybuffer";
  // The server keeps the deadline; this one is for a server that does not answer at all.
  if (timeoutMs !== undefined && timeoutMs > 0) request.timeout = timeoutMs;
  for (const [name, value] of headers) request.setRequestHeader(name, value);
  try {
    request.send(body);
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new ConnectError("the operation timed out", Code.DeadlineExceeded);
    }
    throw new ConnectError("Failed to reach the server", Code.Unavailable, undefined, undefined, error);
  }
  const header = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) header.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return { status: request.status, header, body: new Uint8Array(request.response as ArrayBuffer) };
}
