/** What the runner offers the isolate; every function enters Node and returns in the same turn. */
export type Host = {
  /** µs of the machine's monotonic clock. */
  readonly now: () => number;
  /** The outbox is full: the runner takes what is in it. */
  readonly flush: () => void;
  readonly log: (
    level: LogLevel,
    text: string,
    callStack: string,
    errorStack: string,
    exchange: number,
    dropped: number,
  ) => void;
  /** V8's frames as those of the visitor's own files; the runtime's and the libraries' are left out. */
  readonly mapStack: (frames: string) => string;
  /** The memory limit was met without V8 ending the isolate: the runner says so and is ended by its host. */
  readonly outOfMemory: () => void;
  /** Into the scratch memory; returns the bytes written. */
  readonly encodeUtf8: (text: string) => number;
  /** From the scratch memory; undefined: `fatal` and not UTF-8. */
  readonly decodeUtf8: (length: number, fatal: boolean) => string | undefined;
  readonly random: (length: number) => void;
  /** The URL's parts, one a line; undefined: no URL. */
  readonly parseUrl: (url: string, base?: string) => string | undefined;
  readonly changeUrl: (url: string, part: string, value: string) => string | undefined;
  /** Answered by the entry `compressed` in a later turn. */
  readonly compress: (
    job: number,
    codec: "gzip" | "gunzip" | "br" | "unbr",
    bytes: ArrayBuffer,
    max: number,
  ) => void;
  /** A request whose answer waits beside the isolate until it is taken (server/sandbox/guest/held-calls.ts). */
  readonly sendHeld: (id: number, head: string, body: ArrayBuffer, intendedUs: number) => boolean;
  readonly isHeldThere: (id: number) => boolean;
  /** Stops the thread; Infinity: without a deadline of its own. */
  readonly waitForHeld: (id: number, untilUs: number) => void;
  readonly takeHeld: (id: number) => string | undefined;
  readonly takeHeldBody: () => ArrayBuffer;
  readonly callCpuMs: number;
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxTimers: number;
  readonly maxOutgoingCalls: number;
  readonly logLineBytes: number;
  readonly logLinesPerTurn: number;
  readonly logBytesPerMinute: number;
};

export type LogLevel = "debug" | "info" | "warn" | "error";

/** Memory that runner and isolate share (server/sandbox/protocol.ts). Views of it never reach the visitor's code. */
export type Memory = {
  readonly words: Float64Array;
  readonly inbox: Uint8Array;
  readonly outbox: Uint8Array;
  readonly scratch: Uint8Array;
};

/** Set once by `boot`, before any module of the visitor's is loaded. */
export let host: Host | undefined;
export let memory: Memory | undefined;

export function setHost(newHost: Host, newMemory: Memory): void {
  host = newHost;
  memory = newMemory;
}

/** The host and the memory, when the isolate is past its own start. */
export function booted(): { readonly host: Host; readonly memory: Memory } {
  if (host === undefined || memory === undefined) throw new Error("the runtime was used before it started");
  return { host, memory };
}
