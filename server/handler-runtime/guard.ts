import {
  Code,
  ConnectError,
  createContextKey,
  type HandlerContext,
  type Interceptor,
} from "@connectrpc/connect";
import { logUncaught } from "./globals/uncaught.ts";
import { booted } from "./host.ts";
import { writeClosed, writeMark } from "./outbox.ts";
import { handlerEnded, handlerStarted, runAs } from "./scope.ts";

/** One run of a handler as host and bridge see it: it ends when the visitor's code has really stopped. */
export type HandlerRun = {
  readonly exchange: number;
  state: "waiting" | "running" | "ended";
  answered: boolean;
};

export const handlerRunKey = createContextKey<HandlerRun | null>(null);

const NativeRangeError = RangeError;

type Handler = (request: unknown, context: HandlerContext) => unknown;

/** Stamps when the visitor's handler starts and when it has really stopped, also after an abort. */
export function stampHandler(handler: Handler): Handler {
  return (request, context) => {
    const run = context.values.get(handlerRunKey);
    if (run === null || run.state !== "waiting") return handler(request, context);
    start(run);
    let result: unknown;
    try {
      result = runAs(run.exchange, () => handler(request, context));
    } catch (error) {
      end(run);
      throw error;
    }
    if (isAsyncIterable(result)) return stampIterable(result, run);
    if (result instanceof Promise) {
      result.then(
        () => end(run),
        () => end(run),
      );
    } else end(run);
    return result;
  };
}

function start(run: HandlerRun): void {
  run.state = "running";
  handlerStarted(run.exchange);
  writeMark(run.exchange, "started");
}

function end(run: HandlerRun): void {
  if (run.state !== "running") return;
  run.state = "ended";
  handlerEnded(run.exchange);
  writeMark(run.exchange, "ended");
  if (run.answered) writeClosed(run.exchange);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function stampIterable(source: AsyncIterable<unknown>, run: HandlerRun): AsyncIterable<unknown> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      let first = true;
      const watch = (step: () => Promise<IteratorResult<unknown>>): Promise<IteratorResult<unknown>> => {
        // A generator's body runs up to its first `await` inside the first `next`.
        const result = first ? runAs(run.exchange, step) : step();
        first = false;
        return result.then(
          (item) => {
            if (item.done) end(run);
            return item;
          },
          (error) => {
            end(run);
            throw error;
          },
        );
      };
      return {
        next: () => watch(() => iterator.next()),
        return: (value) =>
          watch(() => iterator.return?.(value) ?? Promise.resolve({ done: true as const, value: undefined })),
        throw: (error) => watch(() => iterator.throw?.(error) ?? Promise.reject(error)),
      };
    },
  };
}

/**
 * The outermost interceptor: the caller hears of a deadline at once, though the handler ignores its signal (a deadline
 * is only a signal in Connect-ES); an AbortError that the signal caused becomes the signal's own code; and any other
 * exception is logged for the visitor and hidden from callers, as UNKNOWN like in gRPC.
 */
export const guard: Interceptor = (next) => async (request) => {
  const { signal } = request;
  const run = request.contextValues.get(handlerRunKey);
  const response = await raceSignal(next(request), signal).catch((error: unknown) => {
    throw toConnectError(error, signal, run);
  });
  return response.stream ? { ...response, message: guardStream(response.message, signal, run) } : response;
};

function toConnectError(error: unknown, signal: AbortSignal, run: HandlerRun | null): ConnectError {
  if (error instanceof ConnectError) return error;
  if (signal.aborted) return ConnectError.from(signal.reason, Code.Canceled);
  logUncaught(error instanceof Error ? "" : "the handler threw ", error, run?.exchange);
  if (isOutOfMemory(error)) booted().host.outOfMemory();
  return new ConnectError("internal error", Code.Unknown, undefined, undefined, error);
}

/** Memory of buffers lies outside V8's heap: where it would pass the isolate's limit V8 throws instead of ending. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof NativeRangeError && error.message === "Array buffer allocation failed";
}

function raceSignal<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(ConnectError.from(signal.reason, Code.Canceled));
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort);
    const settle = () => signal.removeEventListener("abort", onAbort);
    value.then(
      (result) => {
        settle();
        resolve(result);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
  });
}

function guardStream<Message>(
  source: AsyncIterable<Message>,
  signal: AbortSignal,
  run: HandlerRun | null,
): AsyncIterable<Message> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      // A generator that waits at a `yield` for a reader who is gone must not wait for ever.
      const stop = () => {
        iterator.return?.().then(undefined, () => undefined);
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop);
      const settle = () => signal.removeEventListener("abort", stop);
      return {
        async next() {
          try {
            const item = await raceSignal(iterator.next(), signal);
            if (item.done) settle();
            return item;
          } catch (error) {
            settle();
            throw toConnectError(error, signal, run);
          }
        },
        return(value) {
          settle();
          return iterator.return?.(value) ?? Promise.resolve({ done: true as const, value });
        },
        throw(error) {
          settle();
          return iterator.throw?.(error) ?? Promise.reject(error);
        },
      };
    },
  };
}
