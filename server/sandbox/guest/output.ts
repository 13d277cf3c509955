import type { Socket } from "node:net";
import { frameHeadBytes, writeFrameHead } from "../protocol.ts";

/** Collects frames and writes them as one piece. */
export type Output = {
  /** A frame of the runner's own; `payload` is JSON text or bytes. */
  frame(kind: number, exchange: number, payload?: string | Uint8Array): void;
  /** Frames that the isolate wrote; copied. */
  frames(bytes: Uint8Array): void;
  flush(): void;
  /** False: the host does not keep up, start no further work. */
  ready(): boolean;
};

const batchBytes = 64 * 1024;
const highWaterBytes = 4 * 1024 * 1024;

export function createOutput(socket: Socket): Output {
  let batch = Buffer.allocUnsafe(batchBytes);
  let used = 0;

  const room = (bytes: number): void => {
    if (used + bytes <= batch.length) return;
    flush();
    if (bytes > batch.length) batch = Buffer.allocUnsafe(bytes);
  };
  const flush = (): void => {
    if (used === 0) return;
    socket.write(batch.subarray(0, used));
    // The written part belongs to the socket now; what is left of the batch can still be filled.
    batch = batch.length - used >= 4096 ? batch.subarray(used) : Buffer.allocUnsafe(batchBytes);
    used = 0;
  };

  return {
    frame(kind, exchange, payload) {
      const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
      const length = bytes?.length ?? 0;
      room(frameHeadBytes + length);
      writeFrameHead(batch, used, length, kind, exchange);
      if (bytes !== undefined) batch.set(bytes, used + frameHeadBytes);
      used += frameHeadBytes + length;
    },
    frames(bytes) {
      room(bytes.length);
      batch.set(bytes, used);
      used += bytes.length;
    },
    flush,
    ready: () => socket.writableLength < highWaterBytes,
  };
}
