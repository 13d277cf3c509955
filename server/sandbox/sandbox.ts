/**
 * Runs foreign code: one process per program, an isolate inside. It moves bytes and flat headers and has never heard
 * of RPC. Times are µs of the host's monotonic clock (`process.hrtime`), which all processes of a host share.
 */
export type Sandbox = {
  /** Starts the program, from the warm pool when it can. A program that throws while loading is a `LoadProblem`. */
  open(program: Program, observer: Observer, signal: AbortSignal): Promise<OpenResult>;
  /** Which walls stand, and how many runners live and wait. */
  status(): SandboxStatus;
  /** Ends every runner. */
  close(): Promise<void>;
};

export type Program = {
  /** CommonJS, by the path it is imported by (`server`, `gen/greet_pb`). */
  readonly modules: readonly ProgramModule[];
  /** The module that is handed to the guest runtime. */
  readonly entry: string;
  /** What the guest runtime makes of it, a word of its own. Absent: the default export answers requests. */
  readonly kind?: "client";
};

export type ProgramModule = {
  readonly path: string;
  readonly code: string;
  /** Source map (version 3, JSON) to the visitor's file `path`.ts, applied to every stack; empty: none. */
  readonly sourceMap: string;
};

export type OpenResult =
  | { readonly ok: true; readonly replica: Replica }
  | { readonly ok: false; readonly problem: LoadProblem };

export type LoadProblem =
  | { readonly kind: "threw"; readonly error: VisitorError }
  | { readonly kind: "stopped"; readonly stop: Stop }
  /** No runner is free. `limit` names an entry of lib/limits.ts. */
  | {
      readonly kind: "full";
      readonly limit: string;
      readonly value: number;
      readonly retryAfterMs: number;
    };

export type VisitorError = {
  readonly name: string;
  readonly message: string;
  readonly frames: readonly VisitorFrame[];
};

/** A stack frame in the visitor's own source. 1-based. */
export type VisitorFrame = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
};

export type Observer = {
  log(line: VisitorLog): void;
  /** Called once, also after `replica.close()`. Exchanges under way have been failed before. */
  stopped(stop: Stop): void;
  /** The program kept its thread in one turn, at least 10 ms, µs. One after another, never overlapping. */
  busy?(fromUs: number, toUs: number): void;
  /** A turn that this exchange caused took so much of the processor, µs; perhaps after the exchange ended. */
  spent?(exchangeId: number, us: number): void;
  /**
   * After a turn of an exchange whose head asked for it: how much more the heap holds than before that exchange, after a
   * collection, bytes.
   */
  added?(exchangeId: number, bytes: number): void;
  /** What the program's heap held at this moment, µs: bytes, those of garbage too. At most 20 times a second. */
  heap?(atUs: number, bytes: number): void;
  /** The program makes a request itself, which is listened to at once or never. Where nobody takes it, it is lost. */
  dialled?(request: OutgoingRequest): void;
};

/** A request that the program makes: the mirror image of an exchange. Nothing here throws once the runner is gone. */
export type OutgoingRequest = {
  readonly method: string;
  /** As the program wrote it; not a place it may choose. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The exchange whose code made it, as the program says; 0: it does not know. */
  readonly cause: number;
  /** When it was meant to begin and when it left, µs, as the program says, and not in the future. */
  readonly intendedUs: number;
  readonly sentUs: number;
  /** Hears from now on; what nobody hears of the body is thrown away. */
  listen(listener: OutgoingListener): void;
  /** Stops and goes on taking the body. */
  pause(): void;
  resume(): void;
  head(status: number, headers: readonly (readonly [string, string])[]): void;
  /** False: the window is full, wait for `drained`. */
  write(bytes: Uint8Array): boolean;
  end(trailers: readonly (readonly [string, string])[]): void;
  /** The answer breaks off. */
  lose(): void;
};

export type OutgoingListener = {
  data(bytes: Uint8Array): void;
  end(): void;
  drained(): void;
  /** The program gave up before the answer was whole, or its runner is gone. */
  gone(): void;
  /** The program's code has the answer, µs; `outcome` is its own number for how it went. Perhaps never. */
  done(receivedUs: number, resumedUs: number, outcome: number): void;
};

export type VisitorLog = {
  readonly atUs: number;
  readonly level: "debug" | "info" | "warn" | "error";
  readonly text: string;
  readonly path: string;
  readonly line: number;
  /** The exchange it belongs to, when that is certain. */
  readonly exchangeId: number | null;
  readonly dropped: number;
  readonly frames: readonly VisitorFrame[];
};

/** Why a runner is gone. `limit` names an entry of lib/limits.ts. */
export type Stop = {
  readonly reason:
    | "timeLimit"
    | "memoryLimit"
    | "outputLimit"
    | "cpuLimit"
    | "crashed"
    | "protocolViolation"
    | "idle"
    | "shutdown";
  readonly limit: string;
  readonly limitValue: number;
};

export type Replica = {
  readonly pid: number;
  /** Hands one request to the program. `sink` hears of it synchronously, in order, until `end` or `fail`. */
  exchange(request: ExchangeRequest, sink: ExchangeSink): Exchange;
  /** `deaf`: it answers pings and begins nothing; the Stop is that of a turn that does not end. */
  close(reason: "idle" | "shutdown" | "deaf"): void;
};

export type ExchangeRequest = {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: "1.1" | "2.0";
  /** Lower-case names; several values of a name are several entries. */
  readonly headers: readonly (readonly [string, string])[];
  /** The whole body when it is known, else null and `write` follows. */
  readonly body: Uint8Array | null;
};

export type Exchange = {
  readonly id: number;
  /** When the request was handed over, µs. */
  readonly startedUs: number;
  /** False: the window is full, wait for `sink.drain`. */
  write(bytes: Uint8Array): boolean;
  /** The request body is over. */
  end(): void;
  /** The caller went away or its deadline passed; the program's signal fires with this reason. */
  abort(reason: "canceled" | "deadline_exceeded" | "unavailable"): void;
  /** The bytes handed to `sink.data` so far were consumed; the program may send as many more. */
  consumed(bytes: number): void;
};

export type ExchangeSink = {
  head(status: number, headers: readonly (readonly [string, string])[]): void;
  data(bytes: Uint8Array): void;
  end(trailers: readonly (readonly [string, string])[]): void;
  /** The exchange will not answer: the runner is gone. */
  fail(stop: Stop): void;
  drain(): void;
  /** What the guest runtime reports of the exchange, `started` and `ended` of its handler. */
  mark(name: string, atUs: number): void;
};

export type SandboxStatus = {
  readonly live: number;
  readonly warm: number;
  /** `isolate`, `process`, `user`, `bubblewrap`, `limits`: whether each stands. */
  readonly walls: Readonly<Record<string, boolean>>;
};
