import type { ServerHttp2Session } from "node:http2";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/** Sees bytes as they pass. */
export type Watcher = {
  received(bytes: Uint8Array): void;
  sent(bytes: Uint8Array): void;
};

/**
 * Stands in for a socket before an HTTP/2 server, which takes a socket's bytes out of Node's reach: of a stream that is no
 * socket it reads and writes here. Closes with its socket, and the socket with it.
 */
export class TappedSocket<Seer extends Watcher = Watcher> extends Duplex {
  readonly watcher: Seer;
  readonly #socket: Socket;

  constructor(socket: Socket, watcher: Seer) {
    super({ allowHalfOpen: true, autoDestroy: true, emitClose: true });
    this.#socket = socket;
    this.watcher = watcher;
    socket.on("data", (bytes: Buffer) => {
      this.watcher.received(bytes);
      if (!this.push(bytes)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("close", () => this.destroy());
  }

  /** Gives a session made on this what it would know of the socket itself: who is there, and whether TLS is between. */
  lendTo(session: ServerHttp2Session): void {
    const { remoteAddress: address, remoteFamily: family, remotePort: port } = this.#socket;
    // The session's own socket around this one would end its side with the client's.
    Reflect.set(session.socket, "allowHalfOpen", true);
    // Where Node's sockets look when their handle knows no peer; the session hides its socket from anything but setting.
    Reflect.set(session.socket, "_peername", { address, family, port });
    if (!("encrypted" in this.#socket) || this.#socket.encrypted !== true) return;
    Reflect.set(session.socket, "encrypted", true);
    Object.defineProperty(session, "encrypted", { value: true });
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.watcher.sent(bytes);
    this.#socket.write(bytes, encoding, done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    // In one system call, as the session would have written them.
    this.#socket.cork();
    for (const [index, { chunk }] of chunks.entries()) {
      this.watcher.sent(chunk);
      this.#socket.write(chunk, index === chunks.length - 1 ? done : undefined);
    }
    this.#socket.uncork();
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
