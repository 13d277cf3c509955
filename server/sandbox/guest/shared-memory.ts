import { shared } from "../protocol.ts";

export type SharedMemory = ReturnType<typeof createSharedMemory>;

/** Memory that runner and isolate both see; they run on one thread, in turns, so nothing races. */
export function createSharedMemory() {
  const buffers = {
    words: new SharedArrayBuffer(shared.wordBytes),
    inbox: new SharedArrayBuffer(shared.inboxBytes),
    outbox: new SharedArrayBuffer(shared.outboxBytes),
    scratch: new SharedArrayBuffer(shared.scratchBytes),
  };
  const words = new Float64Array(buffers.words);
  words[shared.nextTimerUs] = Number.POSITIVE_INFINITY;
  return {
    buffers,
    words,
    inbox: Buffer.from(buffers.inbox),
    outbox: Buffer.from(buffers.outbox),
    scratch: Buffer.from(buffers.scratch),
  };
}
