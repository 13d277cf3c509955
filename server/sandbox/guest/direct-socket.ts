import { readSync, writeSync } from "node:fs";

/**
 * The runner's socket without its loop, for a program whose thread waits: what it must say leaves at once, and what comes
 * in is read where it stands. The loop's own reading goes on when it turns again.
 */
export type DirectSocket = {
  /** Writes all of it, however long the other side takes. */
  write(bytes: Uint8Array): void;
  /** Hands over what has come, at most one piece. False: nothing has. */
  read(): boolean;
  /** Lets other processes run for a moment: the longer the wait has been, the longer. */
  rest(waitedMs: number): void;
};

const readBytes = 64 * 1024;
/** So much of a wait may its end be noticed late; within these bounds, ms. */
const restShare = 0.02;
const leastRestMs = 0.05;
const mostRestMs = 1;

/** `received` may keep the bytes. */
export function createDirectSocket(fd: number, received: (bytes: Buffer) => void): DirectSocket {
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  const never = new Int32Array(new SharedArrayBuffer(4));
  const rest = (ms: number) => void Atomics.wait(never, 0, 0, ms);
  return {
    write(bytes) {
      let at = 0;
      while (at < bytes.length) {
        const written = ifReady(() => writeSync(fd, bytes, at));
        if (written === null) rest(mostRestMs);
        else at += written;
      }
    },
    read() {
      const length = ifReady(() => readSync(fd, buffer, 0, buffer.length, null));
      if (length === null) return false;
      // The host is gone: nobody would ever answer.
      if (length === 0) process.exit(0);
      received(Buffer.from(buffer.subarray(0, length)));
      return true;
    },
    rest: (waitedMs) => rest(Math.min(Math.max(waitedMs * restShare, leastRestMs), mostRestMs)),
  };
}

/** Null: the socket, which never waits, would have to. */
function ifReady(run: () => number): number | null {
  const { stackTraceLimit } = Error;
  // An error is how "not yet" is said, many times a second.
  Error.stackTraceLimit = 0;
  try {
    return run();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EAGAIN" || code === "EWOULDBLOCK") return null;
    process.exit(0);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
