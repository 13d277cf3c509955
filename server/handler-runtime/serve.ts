import { Code, ConnectError, createContextValues } from "@connectrpc/connect";
import { abortReasons, pieceBytes, shared, windowBytes } from "#server/sandbox/protocol.ts";
import { AbortController } from "./globals/abort.ts";
import { Headers, headersText } from "./globals/headers.ts";
import { type HandlerRun, handlerRunKey } from "./guard.ts";
import { booted } from "./host.ts";
import { callCpuUsedUp } from "./limit-errors.ts";
import { takeInbox, writeData, writeEnd, writeResponse } from "./outbox.ts";
import {
  arrayPush,
  arrayShift,
  mapDelete,
  mapGet,
  mapSet,
  promiseThen,
  split,
  subarray,
  typedArraySet,
} from "./primordials.ts";
import { createRequestBody, type RequestBody } from "./request-body.ts";
import { fitHead } from "./response-head.ts";
import type { UniversalHandler } from "./router.ts";
import { beginTurn } from "./scope.ts";
import { answerUnknownPath, type PlainResponse } from "./unknown-path.ts";

type UniversalResponse = Awaited<ReturnType<UniversalHandler>>;

type Exchange = {
  readonly id: number;
  readonly controller: AbortController;
  readonly body: RequestBody;
  readonly run: HandlerRun;
  /** Bytes of the response that may still be sent. */
  credit: number;
  /** What the turns that it caused took of the processor. */
  cpuMs: number;
  /** The response's head has left, and its end has not. */
  begun: boolean;
  /** The caller is gone: what is still written is thrown away. */
  gone: boolean;
  wake: (() => void) | null;
};

type Resuming = { readonly exchange: number; readonly resume: () => void };

/** After this many chunks in one turn a stream lets the others have theirs. */
const chunksPerTurn = 64;
const abortCodes = {
  canceled: Code.Canceled,
  deadline_exceeded: Code.DeadlineExceeded,
  unavailable: Code.Unavailable,
};
const abortTexts = {
  canceled: "the caller canceled",
  deadline_exceeded: "the operation timed out",
  unavailable: "the connection was lost",
};

const exchanges = new Map<number, Exchange>();
const resuming: Resuming[] = [];
const empty = new Uint8Array(0);
let handlers: ReadonlyMap<string, UniversalHandler> = new Map();
let callCpuMs: number = Number.POSITIVE_INFINITY;

/** `maxCpuMs`: what one exchange may take of the processor. */
export function serveHandlers(built: ReadonlyMap<string, UniversalHandler>, maxCpuMs: number): void {
  handlers = built;
  callCpuMs = maxCpuMs;
}

/**
 * A turn that this exchange caused took so much of the processor. Beyond its portion the exchange ends, in a turn of its
 * own, while the others go on. Whatever promises ran in that turn is on its account: nobody can tell whose they were.
 */
export function chargeExchange(id: number, ms: number): void {
  const exchange = id === 0 ? undefined : mapGet(exchanges, id);
  if (exchange === undefined) return;
  const before = exchange.cpuMs;
  exchange.cpuMs = before + ms;
  if (!(exchange.cpuMs > callCpuMs) || before > callCpuMs) return;
  resumeLater(id, () => giveUp(exchange, callCpuUsedUp(callCpuMs)));
}

/** Entry: a request came, with the first `length` bytes of its body in the inbox. */
export function startExchange(id: number, head: string, length: number, last: boolean): void {
  const body = createRequestBody(id);
  if (length > 0) body.push(takeInbox(length));
  if (last) body.end();
  const run: HandlerRun = { exchange: id, state: "waiting", answered: false };
  const exchange: Exchange = {
    id,
    controller: new AbortController(),
    body,
    run,
    credit: windowBytes,
    cpuMs: 0,
    begun: false,
    gone: false,
    wake: null,
  };
  mapSet(exchanges, id, exchange);
  const [method = "", target = "", httpVersion = "", ...pairs] = split(head, "\n");
  promiseThen(
    handle(exchange, method, target, httpVersion, pairs),
    () => mapDelete(exchanges, id),
    () => {
      mapDelete(exchanges, id);
      answerPlainly(exchange, {
        status: 500,
        head: ["content-type", "application/json"],
        trailers: [],
        body: '{"code":"internal"}',
      });
    },
  );
}

/** Entry: more of the request's body is in the inbox. */
export function continueBody(id: number, length: number, last: boolean): void {
  const exchange = mapGet(exchanges, id);
  if (exchange === undefined) return;
  if (length > 0) exchange.body.push(takeInbox(length));
  if (last) exchange.body.end();
}

/** Entry: the caller went away or its deadline passed. */
export function abortExchange(id: number, reasonIndex: number): void {
  const exchange = mapGet(exchanges, id);
  const reason = abortReasons[reasonIndex] ?? "canceled";
  if (exchange === undefined) return;
  const error = new ConnectError(abortTexts[reason], abortCodes[reason]);
  if (reason !== "deadline_exceeded") exchange.gone = true;
  giveUp(exchange, error);
}

/** The handler's signal fires, and the guard answers with the error. */
function giveUp(exchange: Exchange, error: ConnectError): void {
  exchange.controller.abort(error);
  exchange.body.fail(error);
  exchange.wake?.();
}

/** Entry: the reader took `bytes`. */
export function addCredit(id: number, bytes: number): void {
  const exchange = mapGet(exchanges, id);
  if (exchange === undefined) return;
  exchange.credit += bytes;
  exchange.wake?.();
}

/**
 * Sends bytes of a response that is under way in the middle of a turn. False: its head has not left, its reader takes no
 * more for now, or it is over. The caller keeps the order with what the body yields.
 */
export function writeNow(id: number, bytes: Uint8Array): boolean {
  const exchange = mapGet(exchanges, id);
  if (exchange === undefined || exchange.gone || !exchange.begun) return false;
  if (bytes.length > exchange.credit || bytes.length > pieceBytes) return false;
  writeData(id, bytes);
  exchange.credit -= bytes.length;
  return true;
}

/** Entry: one of those that gave way goes on. */
export function resumeOne(): void {
  const next = arrayShift(resuming);
  if (resuming.length === 0) booted().memory.words[shared.resume] = 0;
  if (next === undefined) return;
  beginTurn(next.exchange);
  next.resume();
}

function resumeLater(exchange: number, resume: () => void): void {
  arrayPush(resuming, { exchange, resume });
  booted().memory.words[shared.resume] = 1;
}

function nextTurn(exchange: number): Promise<void> {
  return new Promise((resolve) => resumeLater(exchange, resolve));
}

async function handle(
  exchange: Exchange,
  method: string,
  target: string,
  httpVersion: string,
  pairs: string[],
): Promise<void> {
  const url = target[0] === "/" ? `http://localhost${target}` : target;
  const path = pathOf(url);
  const header = new Headers();
  for (let at = 0; at + 1 < pairs.length; at += 2) header.append(pairs[at] ?? "", pairs[at + 1] ?? "");
  const handler = mapGet(handlers as Map<string, UniversalHandler>, path);
  if (handler === undefined) {
    return answerPlainly(exchange, answerUnknownPath(path, header.get("content-type") ?? "", handlers));
  }
  const response = await handler({
    httpVersion,
    method,
    url,
    header: header as never,
    body: exchange.body,
    signal: exchange.controller.signal as never,
    contextValues: createContextValues().set(handlerRunKey, exchange.run),
  });
  const kind = handler.method.methodKind;
  await answer(exchange, response, kind === "unary" || kind === "client_streaming" ? "single" : "stream");
}

function pathOf(url: string): string {
  const from = url.indexOf("/", url.indexOf("://") + 3);
  if (from < 0) return "/";
  const query = url.indexOf("?", from);
  return query < 0 ? url.slice(from) : url.slice(from, query);
}

const textOf = (headers: UniversalResponse["header"]) =>
  headers === undefined ? "" : fitHead(headersText(headers as unknown as Headers));

/** Sends what Connect answered. A single message leaves in one frame when it fits, a stream as it comes. */
async function answer(
  exchange: Exchange,
  response: UniversalResponse,
  kind: "single" | "stream",
): Promise<void> {
  const iterator = response.body?.[Symbol.asyncIterator]();
  let chunk = await iterator?.next();
  if (kind === "single" || chunk?.done === true) {
    let body: Uint8Array = empty;
    while (chunk !== undefined && chunk.done !== true && body.length + chunk.value.length <= pieceBytes) {
      body = body.length === 0 ? chunk.value : joined(body, chunk.value);
      chunk = await iterator?.next();
    }
    if (chunk === undefined || chunk.done === true) {
      const { status } = response;
      const head = textOf(response.header);
      const trailers = textOf(response.trailer);
      return finish(exchange, (closed) =>
        writeResponse(exchange.id, { status, head, trailers, body, last: true, closed }),
      );
    }
    writeHead(exchange, response, body);
  } else writeHead(exchange, response, empty);
  for (let sent = 1; iterator !== undefined && chunk !== undefined && chunk.done !== true; sent++) {
    await send(exchange, chunk.value);
    if (sent % chunksPerTurn === 0) await nextTurn(exchange.id);
    chunk = await iterator.next();
  }
  finish(exchange, (closed) => writeEnd(exchange.id, textOf(response.trailer), closed));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  typedArraySet(both, a);
  typedArraySet(both, b, a.length);
  return both;
}

function writeHead(exchange: Exchange, response: UniversalResponse, body: Uint8Array): void {
  const head = textOf(response.header);
  writeResponse(exchange.id, {
    status: response.status,
    head,
    trailers: "",
    body,
    last: false,
    closed: false,
  });
  exchange.credit -= body.length;
  exchange.begun = true;
}

function finish(exchange: Exchange, write: (closed: boolean) => void): void {
  exchange.run.answered = true;
  exchange.begun = false;
  // A handler that has not started never will: the answer came from Connect itself.
  write(exchange.run.state !== "running");
}

async function send(exchange: Exchange, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length && !exchange.gone) {
    if (exchange.credit <= 0) {
      await new Promise<void>((resolve) => {
        exchange.wake = resolve;
      });
      exchange.wake = null;
      continue;
    }
    const length = Math.min(bytes.length - at, exchange.credit, pieceBytes);
    writeData(exchange.id, subarray(bytes, at, at + length));
    exchange.credit -= length;
    at += length;
  }
}

function answerPlainly(exchange: Exchange, { status, head, trailers, body }: PlainResponse): void {
  const bytes = new Uint8Array(body.length);
  for (let at = 0; at < body.length; at++) bytes[at] = body.charCodeAt(at);
  finish(exchange, (closed) =>
    writeResponse(exchange.id, {
      status,
      head: head.join("\n"),
      trailers: trailers.join("\n"),
      body: bytes,
      last: true,
      closed,
    }),
  );
}
