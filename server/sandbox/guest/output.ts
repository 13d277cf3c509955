import type { Socket } from "node:net";
import { createFrameBatch } from "../protocol.ts";

/** What leaves the runner. */
export type Output = {
  /** A frame of the runner's own. */
  frame(kind: number, exchange: number, json?: string): void;
  /** Frames that the isolate wrote; copied. */
  frames(bytes: Buffer): void;
  /** Room for a frame's payload, to be filled before the next call. */
  room(kind: number, exchange: number, length: number): Buffer;
  flush(): void;
  /** From here on everything is handed to the kernel at once, in the middle of a turn too. */
  flushNow(): void;
};

/** `writeNow` bypasses the socket's own queue. */
export function createOutput(socket: Socket, writeNow: (bytes: Buffer) => void): Output {
  let direct = false;
  const batch = createFrameBatch(
    (length) => Buffer.allocUnsafe(length),
    (bytes, done) => {
      // What still waits in the socket's own queue must not be overtaken.
      if (!direct || socket.writableLength > 0) return socket.write(bytes, done);
      writeNow(bytes);
      done();
    },
  );
  return {
    frame(kind, exchange, json = "") {
      const payload = batch.frame(kind, exchange, Buffer.byteLength(json));
      payload.write(json);
    },
    frames(bytes) {
      // `copy` and not `set`, which goes byte by byte where memory is shared and not aligned.
      bytes.copy(batch.room(bytes.length));
    },
    room: (kind, exchange, length) => batch.frame(kind, exchange, length),
    flush: batch.flush,
    flushNow() {
      direct = true;
      batch.flush();
    },
  };
}
