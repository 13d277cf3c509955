import {
  answerHeadBytes,
  creditStepBytes,
  dialHeadBytes,
  flags,
  kinds,
  pieceBytes,
  readU32,
  windowBytes,
  writeU32,
} from "../protocol.ts";
import type { DirectSocket } from "./direct-socket.ts";
import type { Output } from "./output.ts";

/**
 * Requests of the program whose answers wait here, beside its thread, until it asks for them: the thread may stop for one
 * answer while the others come in.
 */
export type HeldCalls = {
  /** Sends the whole request at once, in the middle of a turn. False: there is no room for it. */
  send(id: number, request: HeldRequest): boolean;
  /** A frame for one of them; false: for none. */
  onFrame(kind: number, id: number, payload: Buffer): boolean;
  /** Whether the answer is whole or lost, as far as has been heard. */
  isThere(id: number): boolean;
  /** Stops the thread until it is there, at most until `untilUs`; after that the request is given up. */
  wait(id: number, untilUs: number): void;
  /** Takes the answer out; null: it is not there. */
  take(id: number): HeldAnswer | null;
};

export type HeldRequest = {
  /** Method, path, and headers, a line each. */
  readonly head: string;
  readonly body: Buffer;
  /** T0, µs. */
  readonly intendedUs: number;
};

export type HeldAnswer = {
  /** `noRoom`: answers that nobody has taken fill what may be held. */
  readonly end: "whole" | "lost" | "late" | "tooLong" | "noRoom";
  readonly status: number;
  readonly head: string;
  readonly trailers: string;
  readonly body: Buffer;
  /** T1 and T7, µs. */
  readonly sentUs: number;
  readonly receivedUs: number;
};

type Held = {
  end: HeldAnswer["end"] | null;
  status: number;
  head: string;
  trailers: string;
  pieces: Buffer[];
  bytes: number;
  owed: number;
  readonly sentUs: number;
  receivedUs: number;
  /** What of the request waits for credit. */
  pending: Buffer;
  window: number;
};

export type HeldParts = {
  readonly output: Output;
  readonly socket: DirectSocket;
  readonly nowUs: () => number;
  /** Of one answer, and of all that wait here: answers to be taken, requests to be sent. */
  readonly maxBytes: number;
  readonly maxHeldBytes: number;
  /** An answer is there: the isolate hears of it in a turn of its own. */
  readonly arrived: (id: number) => void;
};

export function createHeldCalls(parts: HeldParts): HeldCalls {
  const { output, socket, nowUs, maxBytes, maxHeldBytes, arrived } = parts;
  const calls = new Map<number, Held>();
  let heldBytes = 0;

  const sendFrame = (kind: number, id: number, ...pieces: Uint8Array[]): void => {
    const payload = output.room(
      kind,
      id,
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    let at = 0;
    for (const piece of pieces) {
      payload.set(piece, at);
      at += piece.length;
    }
  };
  const release = (held: Held): void => {
    heldBytes -= held.bytes;
    held.bytes = 0;
    held.pieces = [];
  };
  const finish = (id: number, held: Held, end: HeldAnswer["end"]): void => {
    held.end = end;
    held.receivedUs = nowUs();
    heldBytes -= held.pending.length;
    held.pending = Buffer.alloc(0);
    if (end !== "whole") release(held);
    if (end === "late" || end === "tooLong" || end === "noRoom") sendFrame(kinds.dialAbort, id);
    arrived(id);
  };
  const pump = (id: number, held: Held): void => {
    while (held.pending.length > 0 && held.window > 0) {
      const length = Math.min(held.pending.length, held.window, pieceBytes);
      const last = length === held.pending.length;
      sendFrame(kinds.dialBody, id, Uint8Array.of(last ? flags.last : 0), held.pending.subarray(0, length));
      held.pending = held.pending.subarray(length);
      held.window -= length;
      heldBytes -= length;
    }
  };
  const onData = (id: number, held: Held, payload: Buffer): void => {
    held.pieces.push(payload);
    held.bytes += payload.length;
    held.owed += payload.length;
    heldBytes += payload.length;
    if (held.bytes > maxBytes) finish(id, held, "tooLong");
    else if (heldBytes > maxHeldBytes) finish(id, held, "noRoom");
    if (held.end !== null || held.owed < creditStepBytes) return;
    const credit = new Uint8Array(4);
    writeU32(credit, 0, held.owed);
    sendFrame(kinds.dialCredit, id, credit);
    held.owed = 0;
  };

  return {
    send(id, { head, body, intendedUs }) {
      const sentUs = nowUs();
      const fixed = Buffer.alloc(dialHeadBytes);
      const first = body.subarray(0, Math.min(body.length, pieceBytes));
      const pending = body.subarray(first.length);
      if (heldBytes + pending.length > maxHeldBytes) return false;
      fixed[0] = pending.length === 0 ? flags.last : 0;
      fixed.writeDoubleLE(intendedUs, 1);
      fixed.writeDoubleLE(sentUs, 9);
      writeU32(fixed, 21, head.length);
      sendFrame(kinds.dial, id, fixed, Buffer.from(head, "latin1"), first);
      const held: Held = {
        ...{ end: null, status: 0, head: "", trailers: "", pieces: [], bytes: 0, owed: 0 },
        ...{ sentUs, receivedUs: 0, pending, window: windowBytes - first.length },
      };
      calls.set(id, held);
      heldBytes += pending.length;
      pump(id, held);
      output.flushNow();
      return true;
    },
    onFrame(kind, id, payload) {
      if (kind < kinds.answer || kind > kinds.dialReceived) return false;
      const held = calls.get(id);
      if (held === undefined) return false;
      if (held.end !== null) return true;
      switch (kind) {
        case kinds.answer: {
          const headEnd = answerHeadBytes + readU32(payload, 2);
          held.status = payload.readUInt16LE(0);
          held.head = payload.toString("latin1", answerHeadBytes, headEnd);
          break;
        }
        case kinds.answerData:
          onData(id, held, Buffer.from(payload));
          break;
        case kinds.answerEnd:
          held.trailers = payload.toString("latin1");
          finish(id, held, "whole");
          break;
        case kinds.answerLost:
          finish(id, held, "lost");
          break;
        default:
          held.window += readU32(payload, 0);
          pump(id, held);
      }
      return true;
    },
    isThere(id) {
      const held = calls.get(id);
      while (held !== undefined && held.end === null && socket.read()) output.flushNow();
      return held === undefined || held.end !== null;
    },
    wait(id, untilUs) {
      const held = calls.get(id);
      if (held === undefined) return;
      output.flushNow();
      const beganUs = nowUs();
      while (held.end === null) {
        if (socket.read()) output.flushNow();
        else if (nowUs() >= untilUs) finish(id, held, "late");
        else socket.rest((nowUs() - beganUs) / 1000);
      }
      output.flushNow();
    },
    take(id) {
      const held = calls.get(id);
      if (held === undefined || held.end === null) return null;
      calls.delete(id);
      const { end, status, head, trailers, sentUs, receivedUs } = held;
      const body = Buffer.concat(held.pieces);
      release(held);
      return { end, status, head, trailers, body, sentUs, receivedUs };
    },
  };
}
