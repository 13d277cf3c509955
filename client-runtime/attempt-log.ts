import { Code, ConnectError } from "@connectrpc/connect";
import type { FactSender } from "./fact-sender.ts";
import type { ClientAttempt } from "./messages.ts";
import { refusalOf } from "./refusal-of.ts";
import type { RequestTiming, TimingWatch } from "./resource-timing.ts";
import type { RunClock } from "./run-clock.ts";

/** One attempt under way. Each method states one more fact about it. */
export type OpenAttempt = {
  readonly call: number;
  /** Of the header `x-playground-attempt`, by which the server's half is found. */
  readonly key: string;
  readonly intendedUs: number;
  /** Right before the request; gives the URL to ask for. */
  sending(url: string): string;
  message(toClient: boolean, bytes: number): void;
  /** T7 on the run's clock, where the runtime itself knows it. */
  received(atUs: number): void;
  /** T1 and T7 on the run's clock, as whoever made the request measured them. */
  onWire(sentUs: number, receivedUs: number): void;
  /** The call is over and the visitor's code goes on. */
  ended(outcome: AttemptOutcome): void;
};

export type AttemptOutcome =
  /** `reply` is asked for after the stamps were taken. */
  | { readonly kind: "ok"; readonly reply: () => string | undefined; readonly httpStatus?: number }
  | {
      readonly kind: "failed";
      readonly error: unknown;
      readonly hadTimeout: boolean;
      readonly httpStatus?: number;
    };

export type CallManner = {
  readonly blocking: boolean;
  readonly line: number | undefined;
  /** What is sent, in JSON; asked for after the stamps were taken. */
  readonly request?: () => string | undefined;
  /** The visitor's own code made the bytes. */
  readonly raw?: true;
  /** Those bytes, in base64; asked for after the stamps were taken. */
  readonly requestBody?: () => string;
};

export type AttemptLog = {
  /** T0 is now. `line` is the one of `client.ts` that makes the call. */
  open(method: string, how: CallManner): OpenAttempt;
  /** Takes the measurements that have come in meanwhile. */
  look(): void;
  /** Resolves when every ended attempt was measured by the browser, at the latest after `timeoutMs`. */
  measured(timeoutMs: number): Promise<void>;
  close(): void;
};

type Row = { attempt: ClientAttempt; measured: boolean };

/** Watches what the platform measures of requests. */
export type WatchTiming = (report: (key: string, timing: RequestTiming) => void) => TimingWatch;

/**
 * Numbers the calls of a run and reports the client's half of each attempt: at first by the runtime's own clock and
 * flagged `uncertain`, again when the browser's measurement comes in. Without `watchTiming` the runtime's own stamps are
 * those of the wire.
 */
export function createAttemptLog(
  runId: string,
  clock: RunClock,
  facts: FactSender,
  watchTiming: WatchTiming | null,
): AttemptLog {
  const rows = new Map<string, Row>();
  let calls = 0;
  let httpVersion = "";

  const update = (row: Row, change: Partial<ClientAttempt>) => {
    row.attempt = { ...row.attempt, ...change };
    facts.push({ kind: "attempt", attempt: row.attempt });
  };
  const timing = watchTiming?.((key, measurement) => {
    const row = rows.get(key);
    if (row === undefined || measurement.requestStart === 0) return;
    row.measured = true;
    update(row, refine(row.attempt, measurement, clock));
    if (httpVersion === "" && measurement.httpVersion !== "") {
      httpVersion = measurement.httpVersion;
      facts.push({ kind: "httpVersion", httpVersion });
    }
  });

  return {
    open(method, { blocking, line, request, raw, requestBody }) {
      const call = calls;
      calls += 1;
      const key = `${runId}/${call}/0`;
      const intendedUs = clock.now();
      const row: Row = {
        attempt: {
          call,
          attempt: 0,
          method,
          blocking,
          intendedUs,
          ...(line && { line }),
          ...(raw && { raw }),
        },
        measured: timing === undefined,
      };
      rows.set(key, row);
      facts.push({ kind: "attempt", attempt: row.attempt });
      return {
        call,
        key,
        intendedUs,
        sending(url) {
          update(row, { sentUs: clock.now(), ...(timing !== undefined && { uncertain: true }) });
          return timing?.tag(url, key) ?? url;
        },
        received(atUs) {
          update(row, { receivedUs: atUs });
        },
        onWire(sentUs, receivedUs) {
          row.measured = true;
          const sent = Math.max(intendedUs, sentUs);
          update(row, { sentUs: sent, receivedUs: Math.max(sent, receivedUs), uncertain: false });
        },
        message(toClient, bytes) {
          facts.push({ kind: "message", call, attempt: 0, atUs: clock.now(), toClient, bytes });
        },
        ended(outcome) {
          const resumedUs = clock.now();
          const sent = request?.();
          update(row, {
            receivedUs: row.attempt.receivedUs ?? resumedUs,
            resumedUs,
            ...(sent !== undefined && { request: sent }),
            ...(requestBody && { requestBody: requestBody() }),
            ...statusOf(outcome),
            ...(outcome.httpStatus !== undefined && { httpStatus: outcome.httpStatus }),
          });
        },
      };
    },
    look: () => timing?.look(),
    async measured(timeoutMs) {
      const until = performance.now() + timeoutMs;
      const isWaiting = ({ attempt, measured }: Row) =>
        attempt.resumedUs !== undefined && attempt.sentUs !== undefined && !measured;
      while (performance.now() < until && [...rows.values()].some(isWaiting)) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        timing?.look();
      }
    },
    close: () => timing?.close(),
  };
}

/** T1 and T7 as the browser measured them, kept in order with the stamps of the runtime (T0 ≤ T1 ≤ T7 ≤ T8). */
function refine(attempt: ClientAttempt, measurement: RequestTiming, clock: RunClock): Partial<ClientAttempt> {
  const { intendedUs, resumedUs } = attempt;
  const sentUs = Math.max(intendedUs, clock.toUs(measurement.requestStart));
  const connectionWaitUs = Math.round(measurement.connectionWait * 1000);
  // An abandoned attempt was received when the client gave up, whatever the network did later.
  const gaveUp = attempt.cancelled === true || attempt.timeout === true;
  const endUs = Math.max(sentUs, clock.toUs(measurement.responseEnd));
  const receivedUs = gaveUp ? attempt.receivedUs : Math.min(endUs, resumedUs ?? endUs);
  return { sentUs: Math.min(sentUs, receivedUs ?? sentUs), receivedUs, connectionWaitUs, uncertain: false };
}

function statusOf(outcome: AttemptOutcome): Partial<ClientAttempt> {
  if (outcome.kind === "ok") {
    const reply = outcome.reply();
    return { code: 0, ...(reply !== undefined && { reply }) };
  }
  const error = ConnectError.from(outcome.error);
  const { code, rawMessage } = error;
  const refusal = refusalOf(error);
  return {
    code,
    errorMessage: rawMessage.slice(0, 1024),
    ...(refusal && { refusal }),
    ...(code === Code.Canceled && { cancelled: true }),
    ...(code === Code.DeadlineExceeded && outcome.hadTimeout && { timeout: true }),
  };
}
