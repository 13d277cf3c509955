import {
  dialDoneBytes,
  dialHeadBytes,
  flags,
  frameHeadBytes,
  kinds,
  responseHeadBytes,
  shared,
  writeFrameHead,
  writeU32,
} from "#server/sandbox/protocol.ts";
import { booted } from "./host.ts";
import { charCodeAt, subarray, typedArraySet } from "./primordials.ts";

/** Frames for the host, written where the runner finds them when the turn is over. */
let used = 0;
/** Where the open `data` frame begins, so that small chunks of one exchange share a frame; −1: none is open. */
let openDataAt = -1;
let openDataExchange = 0;
const clock = new DataView(new ArrayBuffer(8));
const clockBytes = new Uint8Array(clock.buffer);
const setFloat64 = Function.prototype.call.bind(DataView.prototype.setFloat64) as (
  view: DataView,
  at: number,
  value: number,
  little: boolean,
) => void;

/** A turn begins: what was written before has left. */
export function beginOutbox(): void {
  const { words } = booted().memory;
  used = words[shared.outboxLength] ?? 0;
  if (used === 0) openDataAt = -1;
}

/** What was written leaves in the middle of a turn. */
export function emptyOutbox(): void {
  if (used > 0) booted().host.flush();
  used = 0;
  openDataAt = -1;
}

function reserve(kind: number, exchange: number, length: number): Uint8Array {
  const { host, memory } = booted();
  const bytes = frameHeadBytes + length;
  if (used + bytes > shared.outboxBytes) {
    memory.words[shared.outboxLength] = used;
    host.flush();
    used = 0;
  }
  openDataAt = -1;
  writeFrameHead(memory.outbox, used, length, kind, exchange);
  return memory.outbox;
}

function commit(length: number): void {
  used += frameHeadBytes + length;
  booted().memory.words[shared.outboxLength] = used;
}

function writeLatin1(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) bytes[at + index] = charCodeAt(text, index);
}

function writeClock(bytes: Uint8Array, at: number, us: number): void {
  setFloat64(clock, 0, us, true);
  typedArraySet(bytes, clockBytes, at);
}

export function writeMark(exchange: number, name: string): void {
  const atUs = booted().host.now();
  const bytes = reserve(kinds.mark, exchange, 8 + name.length);
  writeClock(bytes, used + frameHeadBytes, atUs);
  writeLatin1(bytes, used + frameHeadBytes + 8, name);
  commit(8 + name.length);
}

export type ResponseFrame = {
  readonly status: number;
  readonly head: string;
  readonly trailers: string;
  readonly body: Uint8Array;
  readonly last: boolean;
  readonly closed: boolean;
};

export function writeResponse(
  exchange: number,
  { status, head, trailers, body, last, closed }: ResponseFrame,
): void {
  const length = responseHeadBytes + head.length + trailers.length + body.length;
  const bytes = reserve(kinds.response, exchange, length);
  const at = used + frameHeadBytes;
  bytes[at] = (last ? flags.last : 0) | (closed ? flags.closed : 0);
  bytes[at + 1] = status;
  bytes[at + 2] = status >>> 8;
  writeU32(bytes, at + 3, head.length);
  writeU32(bytes, at + 7, trailers.length);
  writeLatin1(bytes, at + responseHeadBytes, head);
  writeLatin1(bytes, at + responseHeadBytes + head.length, trailers);
  typedArraySet(bytes, body, at + responseHeadBytes + head.length + trailers.length);
  commit(length);
}

/** Appends to the frame written last when it is this exchange's data. */
export function writeData(exchange: number, body: Uint8Array): void {
  const { memory } = booted();
  if (openDataAt >= 0 && openDataExchange === exchange && used + body.length <= shared.outboxBytes) {
    typedArraySet(memory.outbox, body, used);
    used += body.length;
    writeU32(memory.outbox, openDataAt, used - openDataAt - frameHeadBytes);
    memory.words[shared.outboxLength] = used;
    return;
  }
  const bytes = reserve(kinds.data, exchange, body.length);
  openDataAt = used;
  openDataExchange = exchange;
  typedArraySet(bytes, body, used + frameHeadBytes);
  commit(body.length);
}

export function writeEnd(exchange: number, trailers: string, closed: boolean): void {
  const bytes = reserve(kinds.end, exchange, 1 + trailers.length);
  bytes[used + frameHeadBytes] = closed ? flags.closed : 0;
  writeLatin1(bytes, used + frameHeadBytes + 1, trailers);
  commit(1 + trailers.length);
}

export function writeClosed(exchange: number): void {
  reserve(kinds.closed, exchange, 0);
  commit(0);
}

/** The program took `count` bytes of the request's body: the host may send as many more. */
export function writeReceived(exchange: number, count: number): void {
  const bytes = reserve(kinds.received, exchange, 4);
  writeU32(bytes, used + frameHeadBytes, count);
  commit(4);
}

export type DialFrame = {
  readonly intendedUs: number;
  readonly sentUs: number;
  readonly cause: number;
  /** Method, path, then names and values, a line each. */
  readonly head: string;
  readonly body: Uint8Array;
  readonly last: boolean;
};

/** A request that the program makes itself. */
export function writeDial(id: number, { intendedUs, sentUs, cause, head, body, last }: DialFrame): void {
  const length = dialHeadBytes + head.length + body.length;
  const bytes = reserve(kinds.dial, id, length);
  const at = used + frameHeadBytes;
  bytes[at] = last ? flags.last : 0;
  writeClock(bytes, at + 1, intendedUs);
  writeClock(bytes, at + 9, sentUs);
  writeU32(bytes, at + 17, cause);
  writeU32(bytes, at + 21, head.length);
  writeLatin1(bytes, at + dialHeadBytes, head);
  typedArraySet(bytes, body, at + dialHeadBytes + head.length);
  commit(length);
}

export function writeDialBody(id: number, body: Uint8Array, last: boolean): void {
  const bytes = reserve(kinds.dialBody, id, 1 + body.length);
  bytes[used + frameHeadBytes] = last ? flags.last : 0;
  typedArraySet(bytes, body, used + frameHeadBytes + 1);
  commit(1 + body.length);
}

export function writeDialAbort(id: number): void {
  reserve(kinds.dialAbort, id, 0);
  commit(0);
}

/** The program took `count` bytes of the answer: the host may send as many more. */
export function writeDialCredit(id: number, count: number): void {
  const bytes = reserve(kinds.dialCredit, id, 4);
  writeU32(bytes, used + frameHeadBytes, count);
  commit(4);
}

export function writeDialDone(id: number, receivedUs: number, resumedUs: number, outcome: number): void {
  const bytes = reserve(kinds.dialDone, id, dialDoneBytes);
  const at = used + frameHeadBytes;
  writeClock(bytes, at, receivedUs);
  writeClock(bytes, at + 8, resumedUs);
  bytes[at + 16] = outcome;
  commit(dialDoneBytes);
}

/** A copy of the first `length` bytes of the inbox, which the visitor's code may keep. */
export function takeInbox(length: number): Uint8Array {
  const copy = new Uint8Array(length);
  typedArraySet(copy, subarray(booted().memory.inbox, 0, length));
  return copy;
}
