import { Code, ConnectError } from "@connectrpc/connect";
import type { UniversalClientRequest, UniversalClientResponse } from "@connectrpc/connect/protocol";
import { pieceBytes, windowBytes } from "#server/sandbox/protocol.ts";
import { Headers, headersText } from "./globals/headers.ts";
import { booted } from "./host.ts";
import { tooManyOutgoing } from "./limit-errors.ts";
import {
  emptyOutbox,
  takeInbox,
  writeDial,
  writeDialAbort,
  writeDialBody,
  writeDialCredit,
  writeDialDone,
} from "./outbox.ts";
import { charCodeAt, mapDelete, mapGet, mapSet, split, subarray, typedArraySet } from "./primordials.ts";
import { createRequestBody, type RequestBody } from "./request-body.ts";
import { turnCause } from "./scope.ts";
import { addTimer } from "./timers.ts";

/** What is said of a request before its bytes are made. */
export type DialFacts = {
  /** T0, µs. */
  readonly intendedUs: number;
  /** The exchange whose code makes it; 0: unknown. */
  readonly cause: number;
  /** The request is one message: it leaves in one piece. */
  readonly whole: boolean;
  /** T1: the request leaves. */
  readonly onSent?: () => void;
};

type Dial = DialFacts & {
  readonly id: number;
  /** The exchange that caused the turn in which it was made. */
  readonly turn: number;
  readonly body: RequestBody;
  readonly trailer: Headers;
  resolve: (response: UniversalClientResponse) => void;
  reject: (error: unknown) => void;
  /** Bytes of the request that may still be sent. */
  credit: number;
  wake: (() => void) | null;
  sent: boolean;
  over: boolean;
  /** T7: when the last of the answer came, or it was given up, µs. */
  receivedUs: number;
};

const dials = new Map<number, Dial>();
let lastId = 0;
const empty = new Uint8Array(0);
/** An answer that is whole, or was given up, and still unread after this long is taken as abandoned. */
const unreadMs = 1_000;
const maxPathLength = 2_000;

/** Begins a request; its number goes into `send`, and `finishDial` follows in any case. Throws when there are too many. */
export function beginDial(facts: DialFacts): number {
  const { maxOutgoingCalls } = booted().host;
  if (dials.size >= maxOutgoingCalls) throw tooManyOutgoing(maxOutgoingCalls);
  lastId = (lastId % 0xffff_fffe) + 1;
  const dial: Dial = {
    ...facts,
    id: lastId,
    turn: turnCause(),
    body: createRequestBody(lastId, writeDialCredit),
    trailer: new Headers(),
    resolve: ignore,
    reject: ignore,
    credit: windowBytes,
    wake: null,
    sent: false,
    over: false,
    receivedUs: 0,
  };
  mapSet(dials, dial.id, dial);
  return dial.id;
}

/** The code that made the request goes on. `outcome`: a gRPC code. Returns T7, µs; null when it had gone on before. */
export function finishDial(id: number, outcome: number): number | null {
  const dial = mapGet(dials, id);
  if (dial === undefined) return null;
  const resumedUs = booted().host.now();
  if (!dial.over) {
    giveUp(dial);
    fail(dial, new ConnectError("the call was canceled", Code.Canceled));
  }
  mapDelete(dials, id);
  if (dial.sent) writeDialDone(id, dial.receivedUs, resumedUs, outcome);
  return dial.receivedUs;
}

/** The same, once whoever still reads has read on: an answer that nobody takes must not stay. */
export function finishDialLater(id: number, outcome: number): void {
  try {
    addTimer(() => finishDial(id, outcome), unreadMs, "once");
  } catch {
    // The visitor has all timers there are; the number of requests is bounded too.
  }
}

/** Sends one request through the host: what a universal client of Connect's does, without a network. */
export function sendDial(id: number, request: UniversalClientRequest): Promise<UniversalClientResponse> {
  return new Promise((resolve, reject) => {
    const dial = mapGet(dials, id);
    if (dial === undefined) return reject(new ConnectError("The call is over.", Code.Internal));
    dial.resolve = resolve;
    dial.reject = reject;
    const { signal } = request;
    const onAbort = () => {
      giveUp(dial);
      fail(dial, signal?.reason ?? new ConnectError("the call was canceled", Code.Canceled));
    };
    if (signal?.aborted === true) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    pumpBody(dial, request).catch((error: unknown) => {
      giveUp(dial);
      fail(dial, error);
    });
  });
}

/** Sends a request in whole, in the middle of a turn. Its answer waits with the host until it is taken. */
export function holdDial(id: number, path: string, header: Headers, body: Uint8Array<ArrayBuffer>): void {
  const dial = mapGet(dials, id);
  if (dial === undefined) return;
  const head = headOf({ method: "POST", url: `http://localhost${path}`, header: header as never });
  dial.onSent?.();
  emptyOutbox();
  dial.sent = booted().host.sendHeld(id, head, body.slice().buffer, dial.intendedUs);
  if (!dial.sent)
    throw new ConnectError("There is no room for a request of this size.", Code.ResourceExhausted);
}

/** The held answer was whole, or will never be, at this time. */
export function heldDialEnded(id: number, receivedUs: number): void {
  const dial = mapGet(dials, id);
  if (dial === undefined) return;
  dial.over = true;
  dial.receivedUs = receivedUs;
}

async function pumpBody(dial: Dial, request: UniversalClientRequest): Promise<void> {
  const head = headOf(request);
  const iterator = request.body?.[Symbol.asyncIterator]();
  if (!dial.whole) dialNow(dial, head, empty, iterator === undefined);
  let held: Uint8Array = empty;
  for (let chunk = await iterator?.next(); chunk !== undefined && chunk.done !== true; ) {
    if (dial.over) return void iterator?.return?.();
    if (!dial.sent && held.length + chunk.value.length <= pieceBytes) held = joined(held, chunk.value);
    else {
      if (!dial.sent) dialNow(dial, head, held, false);
      await sendBody(dial, chunk.value);
    }
    chunk = await iterator?.next();
  }
  if (dial.over) return;
  if (!dial.sent) dialNow(dial, head, held, true);
  else if (iterator !== undefined) writeDialBody(dial.id, empty, true);
}

function dialNow(dial: Dial, head: string, body: Uint8Array, last: boolean): void {
  dial.sent = true;
  dial.onSent?.();
  dial.credit -= body.length;
  const { intendedUs, cause } = dial;
  writeDial(dial.id, { intendedUs, sentUs: booted().host.now(), cause, head, body, last });
}

async function sendBody(dial: Dial, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length && !dial.over) {
    if (dial.credit <= 0) {
      await new Promise<void>((resolve) => {
        dial.wake = resolve;
      });
      dial.wake = null;
      continue;
    }
    const length = Math.min(bytes.length - at, dial.credit, pieceBytes);
    writeDialBody(dial.id, subarray(bytes, at, at + length), false);
    dial.credit -= length;
    at += length;
  }
}

/** Method, path, and the headers, a line each. */
function headOf({ method, url, header }: Pick<UniversalClientRequest, "method" | "url" | "header">): string {
  const from = url.indexOf("/", url.indexOf("://") + 3);
  const headers = headersText(header as unknown as Headers);
  const path = from < 0 ? "/" : url.slice(from);
  if (!isPath(path)) throw new ConnectError("This is no path of a call.", Code.InvalidArgument);
  const line = `${method}\n${path}`;
  return headers === "" ? line : `${line}\n${headers}`;
}

/** Visible ASCII, as the host demands: it ends a program that says anything else. */
function isPath(path: string): boolean {
  if (path.length > maxPathLength) return false;
  for (let at = 0; at < path.length; at++) {
    const code = charCodeAt(path, at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
}

/** The host hears that nobody waits any more. */
function giveUp(dial: Dial): void {
  if (dial.over) return;
  end(dial);
  if (dial.sent) writeDialAbort(dial.id);
}

function end(dial: Dial): void {
  dial.over = true;
  dial.receivedUs = booted().host.now();
  dial.wake?.();
}

function fail(dial: Dial, error: unknown): void {
  dial.reject(error);
  dial.body.fail(error);
  // What nobody reads any more is owed to nobody.
  dial.body.end();
}

/** The exchange whose turn it is when something of a request's answer comes; 0: none. */
export function dialCause(id: number): number {
  const dial = mapGet(dials, id);
  return dial === undefined ? 0 : dial.cause || dial.turn;
}

/** Entry: the answer's head came. */
export function answerBegan(id: number, status: number, head: string): void {
  const dial = mapGet(dials, id);
  if (dial === undefined) return;
  const header = new Headers();
  append(header, head);
  const { body, trailer } = dial;
  dial.resolve({ status, header: header as never, body, trailer: trailer as never });
}

/** Entry: `length` bytes of the answer are in the inbox. */
export function answerContinued(id: number, length: number): void {
  mapGet(dials, id)?.body.push(takeInbox(length));
}

/** Entry: the answer is whole. */
export function answerEnded(id: number, trailers: string): void {
  const dial = mapGet(dials, id);
  if (dial === undefined || dial.over) return;
  append(dial.trailer, trailers);
  end(dial);
  dial.body.end();
}

/** Entry: the answer broke off. */
export function answerLost(id: number): void {
  const dial = mapGet(dials, id);
  if (dial === undefined || dial.over) return;
  end(dial);
  fail(dial, new ConnectError("The answer broke off.", Code.Unavailable));
}

/** Entry: the reader took `bytes` of the request. */
export function addDialCredit(id: number, bytes: number): void {
  const dial = mapGet(dials, id);
  if (dial === undefined) return;
  dial.credit += bytes;
  dial.wake?.();
}

function append(headers: Headers, text: string): void {
  if (text === "") return;
  const parts = split(text, "\n");
  for (let at = 0; at + 1 < parts.length; at += 2) headers.append(parts[at] ?? "", parts[at + 1] ?? "");
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  typedArraySet(both, a);
  typedArraySet(both, b, a.length);
  return both;
}

function ignore(): void {}
