import { addTimer } from "../timers.ts";
import { DOMException } from "./dom-exception.ts";
import { Event, EventTarget } from "./events.ts";
import { logUncaught } from "./uncaught.ts";

const key = Symbol("made by the runtime");
let fire: (signal: AbortSignal, reason: unknown) => void;

/** The AbortSignal class of the DOM standard. */
export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason: unknown;
  onabort: ((event: Event) => void) | null = null;

  static {
    fire = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason;
      const event = new Event("abort");
      try {
        signal.onabort?.(event);
      } catch (error) {
        logUncaught("Uncaught exception: ", error);
      }
      signal.dispatchEvent(event);
    };
  }

  constructor(caller?: symbol) {
    if (caller !== key) throw new TypeError("Illegal constructor");
    super();
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Made when it is asked for: Connect aborts a signal at the end of every call, and a stack costs. */
  get reason(): unknown {
    if (this.#aborted && this.#reason === undefined) {
      this.#reason = new DOMException("This operation was aborted", "AbortError");
    }
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.reason;
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = new AbortSignal(key);
    fire(signal, reason);
    return signal;
  }

  static timeout(delayMs: number): AbortSignal {
    const signal = new AbortSignal(key);
    const expire = () =>
      fire(signal, new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    addTimer(expire, delayMs, "once");
    return signal;
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const all = [...signals];
    const any = new AbortSignal(key);
    const aborted = all.find((signal) => signal.aborted);
    if (aborted !== undefined) fire(any, aborted.reason);
    else
      for (const signal of all)
        signal.addEventListener("abort", () => fire(any, signal.reason), { once: true });
    return any;
  }

  get [Symbol.toStringTag](): string {
    return "AbortSignal";
  }
}

export class AbortController {
  readonly signal = new AbortSignal(key);

  abort(reason?: unknown): void {
    fire(this.signal, reason);
  }

  get [Symbol.toStringTag](): string {
    return "AbortController";
  }
}
