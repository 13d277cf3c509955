import { addTimer, removeTimer } from "../timers.ts";
import { logUncaught } from "./uncaught.ts";

/** What Node's `setTimeout` returns, without an event loop that it could keep alive. */
export class Timeout {
  readonly #id: number;

  constructor(id: number) {
    this.#id = id;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  close(): this {
    removeTimer(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    removeTimer(this.#id);
  }
}

type Run = (...args: unknown[]) => void;

function toRun(run: unknown, args: unknown[]): () => void {
  if (typeof run !== "function") throw new TypeError('The "callback" argument must be of type function.');
  return () => {
    try {
      (run as Run)(...args);
    } catch (error) {
      // In Node it would end the process; here the others' calls go on.
      logUncaught("Uncaught exception: ", error);
    }
  };
}

export function setTimeout(run: Run, delayMs = 0, ...args: unknown[]): Timeout {
  return new Timeout(addTimer(toRun(run, args), Number(delayMs), "once"));
}

export function setInterval(run: Run, delayMs = 0, ...args: unknown[]): Timeout {
  return new Timeout(addTimer(toRun(run, args), Number(delayMs), "repeat"));
}

/** Due at once, in a turn of its own. */
export function setImmediate(run: Run, ...args: unknown[]): Timeout {
  return new Timeout(addTimer(toRun(run, args), 0, "once"));
}

export function clearTimeout(timer: unknown): void {
  if (timer instanceof Timeout || typeof timer === "number" || typeof timer === "string")
    removeTimer(Number(timer));
}
