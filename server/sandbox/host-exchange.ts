import type { FrameBatch } from "./protocol.ts";
import {
  abortReasons,
  creditStepBytes,
  flags,
  kinds,
  pieceBytes,
  requestHeadBytes,
  windowBytes,
  writeU32,
} from "./protocol.ts";
import type { Exchange, ExchangeRequest, ExchangeSink, Stop } from "./sandbox.ts";

type Pairs = readonly (readonly [string, string])[];

/** One request and its answer as the host sees it: windows both ways, and what the guest may still say. */
export type HostExchange = Exchange & {
  /** The guest's half; false: it broke the protocol. */
  onHead(status: number, pairs: Pairs): boolean;
  onData(bytes: Uint8Array): boolean;
  onEnd(trailers: Pairs): boolean;
  onReceived(bytes: number): boolean;
  onMark(name: string, atUs: number): void;
  onStop(stop: Stop): void;
  /** Bytes of the response so far. */
  responseBytes(): number;
};

type Parts = {
  readonly id: number;
  readonly request: ExchangeRequest;
  readonly sink: ExchangeSink;
  readonly batch: FrameBatch<Buffer>;
  /** Frames wait in the batch: let it leave at the end of this tick. */
  readonly flushSoon: () => void;
};

const forbiddenInHead = /[\r\n\0]/;

/** A head is Latin-1 text joined by line feeds; what could not be told apart in it is left out. */
function requestHead(request: ExchangeRequest): string {
  let head = `${request.method}\n${request.url.replaceAll(/[\r\n\0]/g, "")}\n${request.httpVersion}`;
  for (const [name, value] of request.headers) {
    if (!forbiddenInHead.test(value) && !forbiddenInHead.test(name)) head += `\n${name}\n${value}`;
  }
  return head;
}

/** Sends the request at once. */
export function createHostExchange({ id, request, sink, batch, flushSoon }: Parts): HostExchange {
  let window = windowBytes;
  let pending: Uint8Array[] = [];
  let bodyEnded = false;
  let lastSent = false;
  let blocked = false;
  let headSeen = false;
  let over = false;
  let responseBytes = 0;
  /** Bytes that the guest sent beyond the credit it was given back. */
  let outstanding = 0;
  let consumedBytes = 0;

  const sendPiece = (bytes: Uint8Array, last: boolean): void => {
    const payload = batch.frame(kinds.body, id, 1 + bytes.length);
    payload[0] = last ? flags.last : 0;
    payload.set(bytes, 1);
    window -= bytes.length;
    lastSent ||= last;
    flushSoon();
  };
  const pump = (): void => {
    while (pending.length > 0 && window > 0) {
      const first = pending[0] ?? new Uint8Array(0);
      const length = Math.min(first.length, window, pieceBytes);
      if (length === first.length) pending.shift();
      else pending[0] = first.subarray(length);
      sendPiece(first.subarray(0, length), bodyEnded && pending.length === 0);
    }
    if (pending.length > 0) return;
    if (bodyEnded && !lastSent) sendPiece(new Uint8Array(0), true);
    if (blocked) {
      blocked = false;
      sink.drain();
    }
  };
  const begin = (): void => {
    const head = requestHead(request);
    const whole = request.body !== null && request.body.length <= pieceBytes ? request.body : null;
    const payload = batch.frame(kinds.request, id, requestHeadBytes + head.length + (whole?.length ?? 0));
    payload[0] = whole === null ? 0 : flags.last;
    writeU32(payload, 1, head.length);
    payload.write(head, requestHeadBytes, "latin1");
    if (whole !== null) {
      payload.set(whole, requestHeadBytes + head.length);
      window -= whole.length;
      lastSent = true;
      bodyEnded = true;
    } else if (request.body !== null) {
      pending.push(request.body);
      bodyEnded = true;
      pump();
    }
    flushSoon();
  };
  const giveCredit = (): void => {
    const payload = batch.frame(kinds.credit, id, 4);
    writeU32(payload, 0, consumedBytes);
    outstanding -= consumedBytes;
    consumedBytes = 0;
    flushSoon();
  };

  // Before the request leaves: what it causes cannot be earlier.
  const startedUs = Number(process.hrtime.bigint()) / 1000;
  begin();
  return {
    id,
    startedUs,
    write(bytes) {
      if (over || bodyEnded) return true;
      if (bytes.length > 0) pending.push(bytes);
      pump();
      blocked = pending.length > 0;
      return !blocked;
    },
    end() {
      if (over || bodyEnded) return;
      bodyEnded = true;
      pump();
    },
    abort(reason) {
      if (over) return;
      pending = [];
      const payload = batch.frame(kinds.abort, id, 1);
      payload[0] = abortReasons.indexOf(reason);
      flushSoon();
    },
    consumed(bytes) {
      consumedBytes = Math.min(consumedBytes + bytes, outstanding);
      if (!over && consumedBytes >= creditStepBytes) giveCredit();
    },
    onHead(status, pairs) {
      if (headSeen) return false;
      headSeen = true;
      sink.head(status, pairs);
      return true;
    },
    onData(bytes) {
      outstanding += bytes.length;
      responseBytes += bytes.length;
      if (!headSeen || over || outstanding > windowBytes) return false;
      if (bytes.length > 0) sink.data(bytes);
      return true;
    },
    onEnd(trailers) {
      if (!headSeen || over) return false;
      over = true;
      pending = [];
      sink.end(trailers);
      return true;
    },
    onReceived(bytes) {
      window += bytes;
      if (window > windowBytes) return false;
      if (!over) pump();
      return true;
    },
    onMark: (name, atUs) => sink.mark(name, atUs),
    onStop(stop) {
      if (over) return;
      over = true;
      pending = [];
      sink.fail(stop);
    },
    responseBytes: () => responseBytes,
  };
}
