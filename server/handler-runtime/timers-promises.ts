import type { AbortSignal } from "./globals/abort.ts";
import { addTimer, removeTimer } from "./timers.ts";

type Options = { readonly signal?: AbortSignal };

/** Node's AbortError: what its own promise timers reject with. */
function abortError(signal: AbortSignal): Error {
  const error = new Error("The operation was aborted", { cause: signal.reason });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}

export function setTimeout<Value>(
  delayMs?: number,
  value?: Value,
  { signal }: Options = {},
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError(signal));
    const id = addTimer(
      () => {
        signal?.removeEventListener("abort", onAbort);
        resolve(value);
      },
      Number(delayMs ?? 1),
      "once",
    );
    const onAbort = () => {
      removeTimer(id);
      if (signal !== undefined) reject(abortError(signal));
    };
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

export function setImmediate<Value>(value?: Value, options?: Options): Promise<Value | undefined> {
  return setTimeout(0, value, options);
}

/** Ticks that nobody waited for are counted and given later, as in Node. */
export async function* setInterval<Value>(
  delayMs?: number,
  value?: Value,
  { signal }: Options = {},
): AsyncGenerator<Value | undefined> {
  if (signal?.aborted) throw abortError(signal);
  let ticks = 0;
  let wake: () => void = () => {};
  const tick = () => {
    ticks++;
    wake();
  };
  const onAbort = () => wake();
  const id = addTimer(tick, Number(delayMs ?? 1), "repeat");
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      if (ticks === 0 && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (; ticks > 0; ticks--) yield value;
      if (signal?.aborted) throw abortError(signal);
    }
  } finally {
    removeTimer(id);
    signal?.removeEventListener("abort", onAbort);
  }
}

export const scheduler = {
  wait: (delayMs: number, options?: Options) => setTimeout(delayMs, undefined, options),
  yield: () => setImmediate(),
};
