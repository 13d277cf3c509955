import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import type {
  AttemptDetail,
  BlockedInterval,
  ControlFact,
  LogEntry,
  PollFact,
  ReturnedFields,
  RunMark,
  ThrownOutcome,
} from "./run-record.ts";

/**
 * One thing that became known about a run, in the order in which the page hears of it. Facts may repeat and may come
 * in any order between the two halves; `foldRun` takes them all.
 */
export type RunFact =
  | { readonly kind: "client"; readonly fact: ClientFact }
  /** Times are µs on the server's own monotonic clock. */
  | { readonly kind: "server"; readonly event: ServerEvent }
  /** The server says that this many events never reached us. */
  | { readonly kind: "gap"; readonly dropped: number }
  /** The visitor pressed Stop. */
  | { readonly kind: "stopped"; readonly atUs: number }
  /** The event stream or the client frame went away for good. */
  | { readonly kind: "lostConnection"; readonly atUs: number };

/**
 * One thing the client runtime knows, in integer µs since the run's zero on its own clock. Later facts about the same
 * attempt replace earlier ones.
 */
export type ClientFact =
  /** Wall time of the run's zero, ms since 1970. First fact of a run. */
  | { readonly kind: "began"; readonly zeroUnixMs: number }
  | { readonly kind: "attempt"; readonly attempt: ClientAttempt }
  | {
      readonly kind: "message";
      readonly call: number;
      readonly attempt: number;
      readonly atUs: number;
      readonly toClient: boolean;
      readonly bytes: number;
    }
  | { readonly kind: "beats"; readonly atUs: readonly number[] }
  | { readonly kind: "blocked"; readonly interval: BlockedInterval }
  /** Told when the experiment is entered, again when it returns and when its promise settles. */
  | { readonly kind: "control"; readonly control: ControlFact }
  | { readonly kind: "poll"; readonly poll: PollFact }
  | { readonly kind: "pings"; readonly pings: readonly Ping[] }
  | { readonly kind: "log"; readonly entry: Omit<LogEntry, "attempt" | "source"> }
  | { readonly kind: "mark"; readonly mark: Extract<RunMark, "hiddenTab" | "sleep"> }
  | { readonly kind: "httpVersion"; readonly httpVersion: string }
  /** Last fact of a run that ended by itself. */
  | { readonly kind: "ended"; readonly atUs: number; readonly outcome: ClientOutcome };

export type ClientOutcome =
  | ({ readonly kind: "finished" } & ReturnedFields)
  | ThrownOutcome
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
  /** gRPC code as the client saw it, or a `TransportStatus`; absent while open. */
  readonly code?: number;
  readonly errorMessage?: string;
  /** As in `AttemptDetail`. */
  readonly refusal?: AttemptDetail["refusal"];
  /** The reply in JSON, cut at 200 characters; of a stream its latest message. */
  readonly reply?: string;
  /** What was sent, in whole JSON; absent when long or when the method streams. */
  readonly request?: string;
  /** As in `AttemptDetail`. */
  readonly raw?: true;
  readonly requestBody?: string;
  readonly httpStatus?: number;
  readonly cancelled?: boolean;
  readonly timeout?: boolean;
  /** No Resource Timing entry: T1 is the moment of `send`. */
  readonly uncertain?: boolean;
  readonly connectionWaitUs?: number;
  /** 1-based line of `client.ts`. */
  readonly line?: number;
};

/**
 * Four stamps of a clock exchange (RFC 5905, section 8): t0 and t3 on the client's clock (µs since the run's zero,
 * negative before it), t1 and t2 on the server's (absolute µs).
 */
export type Ping = { readonly t0: number; readonly t1: number; readonly t2: number; readonly t3: number };
