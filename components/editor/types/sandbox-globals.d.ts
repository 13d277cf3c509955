/**
 * The globals that handlers and client code have beside ECMAScript 2023. It is read by the editor's TypeScript only.
 * What the sandbox lacks (document, process, fetch, files) is absent here, so that using it is an error while typing.
 */

interface Console {
  debug(...values: unknown[]): void;
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  trace(...values: unknown[]): void;
  assert(condition?: boolean, ...values: unknown[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  dir(value: unknown): void;
  group(...values: unknown[]): void;
  groupEnd(): void;
  table(value: unknown): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  timeLog(label?: string, ...values: unknown[]): void;
}
declare var console: Console;

/** Names a timer, for `clearTimeout` and `clearInterval`. */
type TimerId = number & { readonly __timer: never };

/** Runs `callback` once, after at least `delayMs` milliseconds. A promise's `resolve` fits as it is. */
declare function setTimeout(callback: (nothing: undefined) => void, delayMs?: number): TimerId;
/** Runs `callback` with these arguments once, after at least `delayMs` milliseconds. */
declare function setTimeout<Args extends unknown[]>(
  callback: (...args: Args) => void,
  delayMs?: number,
  ...args: Args
): TimerId;
declare function clearTimeout(timer: TimerId | undefined): void;
/** Runs `callback` again and again, every `delayMs` milliseconds. */
declare function setInterval(callback: (nothing: undefined) => void, delayMs?: number): TimerId;
/** Runs `callback` with these arguments again and again, every `delayMs` milliseconds. */
declare function setInterval<Args extends unknown[]>(
  callback: (...args: Args) => void,
  delayMs?: number,
  ...args: Args
): TimerId;
declare function clearInterval(timer: TimerId | undefined): void;
/** Runs `callback` in a later turn of the event loop. Not in a browser: there use `setTimeout`. */
declare function setImmediate(callback: (nothing: undefined) => void): TimerId;
/** Runs `callback` with these arguments in a later turn of the event loop. */
declare function setImmediate<Args extends unknown[]>(
  callback: (...args: Args) => void,
  ...args: Args
): TimerId;
declare function clearImmediate(timer: TimerId | undefined): void;
declare function queueMicrotask(callback: () => void): void;

/** A deep copy of plain data, maps, sets, dates and typed arrays. */
declare function structuredClone<Value>(value: Value): Value;
declare function btoa(binary: string): string;
declare function atob(base64: string): string;

declare var performance: {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Wall time of `performance.now() === 0`, in milliseconds since 1970. */
  readonly timeOrigin: number;
};

declare var crypto: {
  /** A random UUID, version 4 (RFC 9562). */
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  getRandomValues<
    Values extends
      | Int8Array
      | Uint8Array
      | Uint8ClampedArray
      | Int16Array
      | Uint16Array
      | Int32Array
      | Uint32Array
      | BigInt64Array
      | BigUint64Array,
  >(values: Values): Values;
};

declare class DOMException extends Error {
  constructor(message?: string, name?: string);
  readonly name: string;
  readonly message: string;
  readonly code: number;
}

interface EventInit {
  cancelable?: boolean;
}
declare class Event {
  constructor(type: string, init?: EventInit);
  readonly type: string;
  readonly target: EventTarget | null;
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}
interface AddEventListenerOptions {
  once?: boolean;
  signal?: AbortSignal;
}
declare class EventTarget {
  addEventListener(
    type: string,
    listener: ((event: Event) => void) | null,
    options?: AddEventListenerOptions | boolean,
  ): void;
  removeEventListener(type: string, listener: ((event: Event) => void) | null): void;
  dispatchEvent(event: Event): boolean;
}

interface AbortSignal extends EventTarget {
  /** True once the call was cancelled or its deadline passed. */
  readonly aborted: boolean;
  /** Why it was aborted; a `ConnectError` in a handler's `context.signal`. */
  // biome-ignore lint/suspicious/noExplicitAny: as in every platform's own declaration
  readonly reason: any;
  onabort: ((this: AbortSignal, event: Event) => void) | null;
  throwIfAborted(): void;
}
declare var AbortSignal: {
  prototype: AbortSignal;
  abort(reason?: unknown): AbortSignal;
  timeout(milliseconds: number): AbortSignal;
  any(signals: Iterable<AbortSignal>): AbortSignal;
};
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

type HeadersInit =
  | Headers
  | Record<string, string>
  | Iterable<readonly [string, string]>
  | [string, string][];
declare class Headers {
  constructor(init?: HeadersInit);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getSetCookie(): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(callback: (value: string, name: string, headers: Headers) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

declare class TextEncoder {
  readonly encoding: "utf-8";
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
interface TextDecoderOptions {
  fatal?: boolean;
  ignoreBOM?: boolean;
}
declare class TextDecoder {
  constructor(label?: string, options?: TextDecoderOptions);
  readonly encoding: string;
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string> | Iterable<readonly [string, string]>);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string, base?: string): boolean;
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  readonly searchParams: URLSearchParams;
  hash: string;
  toString(): string;
  toJSON(): string;
}

declare module "node:timers/promises" {
  interface TimerOptions {
    /** Aborting it rejects the promise with an `AbortError`. */
    readonly signal?: AbortSignal;
    readonly ref?: boolean;
  }
  /** Resolves after at least `delayMs` milliseconds; other calls go on meanwhile. */
  export function setTimeout<Value = void>(
    delayMs?: number,
    value?: Value,
    options?: TimerOptions,
  ): Promise<Value>;
  /** Yields every `delayMs` milliseconds. */
  export function setInterval<Value = void>(
    delayMs?: number,
    value?: Value,
    options?: TimerOptions,
  ): AsyncIterable<Value>;
  /** Resolves after everything that waits already has had its turn. */
  export function setImmediate<Value = void>(value?: Value, options?: TimerOptions): Promise<Value>;
  export const scheduler: {
    /** As `setTimeout` of this module, without a value. */
    wait(delayMs: number, options?: TimerOptions): Promise<void>;
    /** As `setImmediate` of this module. */
    yield(): Promise<void>;
  };
}
