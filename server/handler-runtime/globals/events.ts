import { logUncaught } from "./uncaught.ts";

type Listener = ((event: Event) => void) | { handleEvent(event: Event): void };
type Entry = { readonly listener: Listener; readonly once: boolean; removed: boolean };
type Options =
  | boolean
  | {
      readonly once?: boolean;
      readonly capture?: boolean;
      readonly signal?: EventTarget & { readonly aborted: boolean };
    };

/** The Event class of the DOM standard, as far as it makes sense without a tree. */
export class Event {
  readonly type: string;
  readonly cancelable: boolean;
  readonly timeStamp = 0;
  target: EventTarget | null = null;
  currentTarget: EventTarget | null = null;
  defaultPrevented = false;
  stopped = false;

  constructor(type: string, init: { readonly cancelable?: boolean } = {}) {
    this.type = `${type}`;
    this.cancelable = init.cancelable === true;
  }

  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }

  stopPropagation(): void {}

  stopImmediatePropagation(): void {
    this.stopped = true;
  }
}

export class CustomEvent<Detail = unknown> extends Event {
  readonly detail: Detail | null;

  constructor(type: string, init: { readonly cancelable?: boolean; readonly detail?: Detail } = {}) {
    super(type, init);
    this.detail = init.detail ?? null;
  }
}

/** The EventTarget class of the DOM standard, without a tree. An exception of a listener does not stop the others. */
export class EventTarget {
  #entries: Map<string, Entry[]> | null = null;

  addEventListener(type: string, listener: Listener | null, options?: Options): void {
    if (listener === null || listener === undefined) return;
    const { once = false, signal } = typeof options === "object" ? options : {};
    if (signal?.aborted) return;
    this.#entries ??= new Map();
    const entries = this.#entries.get(type);
    if (entries?.some((entry) => entry.listener === listener)) return;
    const entry = { listener, once, removed: false };
    if (entries === undefined) this.#entries.set(type, [entry]);
    else entries.push(entry);
    signal?.addEventListener("abort", () => this.removeEventListener(type, listener), { once: true });
  }

  removeEventListener(type: string, listener: Listener | null): void {
    const entries = this.#entries?.get(type);
    const at = entries?.findIndex((entry) => entry.listener === listener) ?? -1;
    if (entries === undefined || at < 0) return;
    const [entry] = entries.splice(at, 1);
    if (entry !== undefined) entry.removed = true;
  }

  dispatchEvent(event: Event): boolean {
    event.target = this;
    event.currentTarget = this;
    for (const entry of [...(this.#entries?.get(event.type) ?? [])]) {
      if (entry.removed) continue;
      if (entry.once) this.removeEventListener(event.type, entry.listener);
      try {
        if (typeof entry.listener === "function") entry.listener.call(this, event);
        else entry.listener.handleEvent(event);
      } catch (error) {
        logUncaught("Uncaught exception: ", error);
      }
      if (event.stopped) break;
    }
    return !event.defaultPrevented;
  }
}
