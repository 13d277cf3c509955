import type { Socket } from "node:net";
import { createFrameBatch } from "../protocol.ts";

/** What leaves the runner. */
export type Output = {
  /** A frame of the runner's own. */
  frame(kind: number, exchange: number, json?: string): void;
  /** Frames that the isolate wrote; copied. */
  frames(bytes: Buffer): void;
  flush(): void;
};

export function createOutput(socket: Socket): Output {
  const batch = createFrameBatch(
    (length) => Buffer.allocUnsafe(length),
    (bytes, done) => socket.write(bytes, done),
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
    flush: batch.flush,
  };
}
