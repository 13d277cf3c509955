import {
  answerHeadBytes,
  creditStepBytes,
  type FrameBatch,
  kinds,
  pieceBytes,
  windowBytes,
  writeU32,
} from "./protocol.ts";
import type { OutgoingListener, OutgoingRequest } from "./sandbox.ts";

/** One request of a program's as the host sees it: windows both ways. */
export type HeldRequest = OutgoingRequest & {
  /** The guest's half; false: it broke the protocol. */
  onBody(bytes: Uint8Array, last: boolean): boolean;
  onCredit(bytes: number): boolean;
  onAbort(): void;
  onDone(receivedUs: number, resumedUs: number, outcome: number): void;
};

type Parts = {
  readonly id: number;
  readonly batch: FrameBatch<Buffer>;
  readonly flushSoon: () => void;
  readonly facts: Pick<OutgoingRequest, "method" | "path" | "headers" | "cause" | "intendedUs" | "sentUs">;
};

type Pairs = readonly (readonly [string, string])[];

const deaf: OutgoingListener = { data() {}, end() {}, drained() {}, gone() {}, done() {} };
const empty = new Uint8Array(0);

export function createOutgoingRequest({ id, batch, flushSoon, facts }: Parts): HeldRequest {
  let listener: OutgoingListener = deaf;
  /** Bytes of answer that may still be sent, and what waits for credit. */
  let window = windowBytes;
  let pending: Uint8Array[] = [];
  let trailers: Pairs | null = null;
  let blocked = false;
  /** The answer is whole or lost, or nobody wants it. */
  let over = false;
  let bodyEnded = false;
  /** Bytes of body not given back as credit yet. */
  let owed = 0;
  let outstanding = 0;
  let paused = false;

  const frame = (kind: number, text: string): void => {
    batch.frame(kind, id, text.length).write(text, "latin1");
    flushSoon();
  };
  const give = (): void => {
    if (paused || bodyEnded || over || owed < creditStepBytes) return;
    writeU32(batch.frame(kinds.dialReceived, id, 4), 0, owed);
    outstanding -= owed;
    owed = 0;
    flushSoon();
  };
  const pump = (): void => {
    while (pending.length > 0 && window > 0) {
      const first = pending[0] ?? empty;
      const length = Math.min(first.length, window, pieceBytes);
      if (length === first.length) pending.shift();
      else pending[0] = first.subarray(length);
      batch.frame(kinds.answerData, id, length).set(first.subarray(0, length));
      window -= length;
      flushSoon();
    }
    if (pending.length > 0) return;
    if (trailers !== null && !over) {
      over = true;
      frame(kinds.answerEnd, joined(trailers));
    }
    if (!blocked) return;
    blocked = false;
    listener.drained();
  };
  const hand = (bytes: Uint8Array, last: boolean): void => {
    if (bytes.length > 0) {
      owed += bytes.length;
      listener.data(bytes);
    }
    if (last) listener.end();
    give();
  };

  return {
    ...facts,
    listen(newListener) {
      listener = newListener;
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      give();
    },
    head(status, headers) {
      if (over) return;
      const text = joined(headers);
      const payload = batch.frame(kinds.answer, id, answerHeadBytes + text.length);
      payload.writeUInt16LE(status, 0);
      writeU32(payload, 2, text.length);
      payload.write(text, answerHeadBytes, "latin1");
      flushSoon();
    },
    write(bytes) {
      if (over || trailers !== null) return true;
      if (bytes.length > 0) pending.push(bytes);
      pump();
      blocked = pending.length > 0;
      return !blocked;
    },
    end(pairs) {
      if (over || trailers !== null) return;
      trailers = pairs;
      pump();
    },
    lose() {
      if (over) return;
      over = true;
      pending = [];
      frame(kinds.answerLost, "");
    },
    onBody(bytes, last) {
      outstanding += bytes.length;
      if (bodyEnded || outstanding > windowBytes) return false;
      bodyEnded = last;
      hand(bytes, last);
      return true;
    },
    onCredit(bytes) {
      window += bytes;
      if (window > windowBytes) return false;
      if (!over) pump();
      return true;
    },
    onAbort() {
      if (over) return;
      over = true;
      pending = [];
      listener.gone();
    },
    onDone(receivedUs, resumedUs, outcome) {
      listener.done(receivedUs, resumedUs, outcome);
    },
  };
}

/** Names and values in turn; what could not be told apart in it is left out. */
function joined(pairs: Pairs): string {
  let text = "";
  for (const [name, value] of pairs) {
    if (/[\r\n\0]/.test(value) || /[\r\n\0]/.test(name)) continue;
    text += text === "" ? `${name}\n${value}` : `\n${name}\n${value}`;
  }
  return text;
}
