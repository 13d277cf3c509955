import type { Socket } from "node:net";
import type { Watcher } from "./tapped-socket.ts";

type Write = Socket["_write"];
type WriteMany = NonNullable<Socket["_writev"]>;

/**
 * Sees what an HTTP/1.1 server reads from and writes to its socket. To be called when the server has the socket already:
 * Node's server takes its bytes out of JavaScript's reach until somebody listens to them. Ends with what it returns.
 */
export function watchSocket(socket: Socket, watcher: Watcher): () => void {
  const received = (bytes: Buffer) => watcher.received(bytes);
  // Before the server's parser, so that a request's bytes are known when the request is.
  socket.prependListener("data", received);
  const own = { _write: socket._write, _writev: socket._writev };
  const write: Write = (chunk, encoding, done) => {
    watcher.sent(toBytes(chunk, encoding));
    own._write.call(socket, chunk, encoding, done);
  };
  const writeMany: WriteMany = (chunks, done) => {
    for (const { chunk, encoding } of chunks) watcher.sent(toBytes(chunk, encoding));
    own._writev?.call(socket, chunks, done);
  };
  socket._write = write;
  if (own._writev) socket._writev = writeMany;
  return () => {
    socket.off("data", received);
    if (socket._write === write) socket._write = own._write;
    if (socket._writev === writeMany && own._writev) socket._writev = own._writev;
  };
}

function toBytes(chunk: unknown, encoding: BufferEncoding): Uint8Array {
  return typeof chunk === "string" ? Buffer.from(chunk, encoding) : (chunk as Uint8Array);
}
