import { type ServerResponse, STATUS_CODES } from "node:http";
import type { ServerHttp2Stream } from "node:http2";
import type { Duplex } from "node:stream";
import type { ConnectError } from "@connectrpc/connect";
import { codeToHttpStatus, errorToJsonBytes } from "@connectrpc/connect/protocol-connect";

/** Answers with the error in the shape of the Connect protocol, whatever was asked. */
export function writeFailure(
  response: ServerResponse,
  error: ConnectError,
  status = codeToHttpStatus(error.code),
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = errorToJsonBytes(error, {});
  response.writeHead(status, { "content-type": "application/json", "content-length": body.byteLength });
  response.end(body);
}

/** The same on an HTTP/2 stream. */
export function writeStreamFailure(stream: ServerHttp2Stream, error: ConnectError, status: number): void {
  if (stream.destroyed || stream.headersSent) return;
  stream.respond({ ":status": status, "content-type": "application/json" });
  stream.end(Buffer.from(errorToJsonBytes(error, {})));
}

/** The same where HTTP itself was broken and only the socket is left. Closes it. */
export function writeRawFailure(socket: Duplex, error: ConnectError, status: number): void {
  const body = Buffer.from(errorToJsonBytes(error, {}));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "connection: close",
    "content-type: application/json",
    `content-length: ${body.length}`,
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
}
