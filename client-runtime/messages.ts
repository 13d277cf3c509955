import type { BlockedInterval, LogEntry, RunSettings } from "#lib/record/run-record.ts";

/**
 * What page, frame and worker tell each other. The page talks to the frame (`frame.ts`, an opaque origin) by
 * postMessage; the frame owns one worker a run and passes the rest on.
 *
 * Times are integer µs since the run's zero on the worker's clock, unless a name says otherwise.
 */
export type PageToFrame =
  /** Spawns the next worker and aligns its clock, so that Run finds it warm. Answered by `ready`. */
  | { readonly kind: "prepare"; readonly baseUrl: string; readonly hosts: readonly string[] }
  | { readonly kind: "run"; readonly run: ClientRun }
  /** Ends the worker at once; attempts under way stay open in the record. Answered by `stopped`. */
  | { readonly kind: "stop"; readonly runId: string };

export type ClientRun = {
  readonly runId: string;
  /** Absolute URLs below which the deployment answers, `http://127.0.0.1:3000/d/<id>`. The first is the page's own host;
   *  more are used only when six calls are already open on each one before (HTTP/1.1 limit of browsers). */
  readonly baseUrls: readonly string[];
  readonly modules: readonly { readonly path: string; readonly code: string; readonly sourceMap: string }[];
  readonly experiment: string;
  readonly settings: RunSettings;
  readonly maxRunMs: number;
  readonly logBytes: number;
};

export type FrameToPage =
  /** A worker waits. `stepUs` is the clock's step; `hosts` those of the offered host names that answered. */
  | { readonly kind: "ready"; readonly stepUs: number; readonly isolated: boolean; readonly hosts: readonly string[] }
  | { readonly kind: "facts"; readonly runId: string; readonly facts: readonly ClientFact[] }
  | { readonly kind: "stopped"; readonly runId: string };

/** One thing the client runtime knows. Later facts about the same attempt replace earlier ones. */
export type ClientFact =
  /** Wall time of the run's zero, ms since 1970. First fact of a run. */
  | { readonly kind: "began"; readonly zeroUnixMs: number }
  | { readonly kind: "attempt"; readonly attempt: ClientAttempt }
  | { readonly kind: "message"; readonly call: number; readonly attempt: number; readonly atUs: number; readonly toClient: boolean; readonly bytes: number }
  | { readonly kind: "beats"; readonly atUs: readonly number[] }
  | { readonly kind: "blocked"; readonly interval: BlockedInterval }
  | { readonly kind: "pings"; readonly pings: readonly Ping[] }
  | { readonly kind: "log"; readonly entry: Omit<LogEntry, "attempt" | "source"> }
  | { readonly kind: "mark"; readonly mark: "hiddenTab" | "sleep" }
  | { readonly kind: "httpVersion"; readonly httpVersion: string }
  /** Last fact of a run that ended by itself. */
  | { readonly kind: "ended"; readonly atUs: number; readonly outcome: ClientOutcome };

export type ClientOutcome =
  | { readonly kind: "finished" }
  | { readonly kind: "threw"; readonly message: string; readonly stack: readonly string[] }
  | { readonly kind: "limit"; readonly limit: string; readonly value: number };

export type ClientAttempt = {
  readonly call: number;
  readonly attempt: number;
  readonly method: string;
  readonly blocking: boolean;
  /** T0, T1, T7, T8. */
  readonly intendedUs: number;
  readonly sentUs?: number;
  readonly receivedUs?: number;
  readonly resumedUs?: number;
  /** gRPC code as the client saw it; absent while open. */
  readonly code?: number;
  readonly errorMessage?: string;
  readonly cancelled?: boolean;
  readonly timeout?: boolean;
  /** No Resource Timing entry: T1 is the moment of `send`. */
  readonly uncertain?: boolean;
  readonly connectionWaitUs?: number;
  /** 1-based line of `client.ts`. */
  readonly line?: number;
};

/** Four stamps: t0 and t3 on the client's clock (µs since the run's zero), t1 and t2 on the server's (absolute µs). */
export type Ping = { readonly t0: number; readonly t1: number; readonly t2: number; readonly t3: number };
