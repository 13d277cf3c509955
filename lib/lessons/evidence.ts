import { base64Decode } from "@bufbuild/protobuf/wire";
import { attemptFlags, foreignFlags, missing, openStatus } from "#lib/record/attempt-table.ts";
import type { AttemptDetail, BlockedInterval, RunRecord } from "#lib/record/run-record.ts";
import type { Params } from "./params.ts";

/**
 * The record of one run as checks read it: rows become objects, and an absent stamp is `undefined`. Nothing here that the
 * record does not say. Times are µs since the run's zero.
 */
export type Run = {
  /** Its name in the plan. */
  readonly name: string;
  readonly record: RunRecord;
  /** What `params.ts` was replaced with; empty where it stayed as it stands. */
  readonly params: Params;
  /** Every attempt, in the order in which they were intended; also those that handlers made. */
  readonly attempts: readonly Attempt[];
  /** What the experiment itself asked for, in order. */
  readonly calls: readonly Call[];
  /** What the experiment returned; undefined when it returned nothing or did not end by itself. */
  readonly returned: unknown;
  readonly endUs: number;
  /** J: how late this machine was just before the run; timing predicates allow for it. */
  readonly jitterUs: number;
};

export type Attempt = {
  readonly run: string;
  readonly row: number;
  readonly call: number;
  readonly attempt: number;
  /** `greet.v1.Greeter/SayHello`. */
  readonly method: string;
  /** T0 … T8; there is no T6. */
  readonly intended?: number;
  readonly sent?: number;
  readonly arrived?: number;
  readonly started?: number;
  readonly ended?: number;
  readonly replied?: number;
  readonly received?: number;
  readonly resumed?: number;
  /** Slot of the emulated worker pool. */
  readonly worker: number;
  readonly replica: number;
  /** gRPC code or transport status; undefined while it is open. */
  readonly status?: number;
  readonly errorMessage?: string;
  readonly isBlocking: boolean;
  readonly isCancelled: boolean;
  readonly isTimeout: boolean;
  /** The server saw it too, or it is one of those that it does not record: of the fixtures, reflection, health. */
  readonly isConfirmed: boolean;
  /** Refused before it reached a handler. */
  readonly isShed: boolean;
  /** Made by a handler; `parent` is the row of the attempt it answered. */
  readonly isNested: boolean;
  readonly parent?: number;
  /** The learner's own code made its bytes, by `post`. */
  readonly isRaw: boolean;
  /** Those bytes, where the record holds them. */
  readonly requestBody?: Uint8Array;
  /** Of the answer to them. */
  readonly httpStatus?: number;
  /** The emulated connection that carried it: its number, from 1 in the order in which they were opened. */
  readonly connection?: number;
  /** How long it waited until that was open and free, µs; absent where it did not. */
  readonly connectUs?: number;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  /** Processor time of its handler, µs: see `cpu` in measure.ts. */
  readonly cpuUs?: number;
  /** Request and reply as JSON values where the record holds them whole. */
  readonly request?: unknown;
  readonly reply?: unknown;
};

export type Call = {
  readonly call: number;
  readonly method: string;
  readonly intended?: number;
  readonly resumed?: number;
  readonly status?: number;
  readonly attempts: readonly Attempt[];
};

/** Folds a record into evidence. */
export function toRun(name: string, record: RunRecord, jitterUs = 0, params: Params = {}): Run {
  const rows = Array.from({ length: record.attempts.length }, (_, row) => toAttempt(name, record, row));
  const attempts = rows.sort((a, b) => firstStamp(a) - firstStamp(b));
  const { outcome, durationUs } = record.header;
  return {
    name,
    record,
    params,
    attempts,
    calls: toCalls(attempts.filter(({ row }) => ((record.attempts.flags[row] ?? 0) & foreignFlags) === 0)),
    returned: outcome.kind === "finished" ? parse(outcome.returned) : undefined,
    endUs: durationUs,
    jitterUs,
  };
}

/**
 * What the client's half claims and the server's denies: answers to calls that it never saw or that it refused, and stamps
 * that cannot both be right. The client's facts come from beside the learner's code, which can forge them; the server's
 * cannot be.
 */
export function isContradicted({ attempts, record }: Run): boolean {
  return attempts.some((attempt) => {
    const { row, isNested, isConfirmed, status, httpStatus } = attempt;
    if (isNested) return false;
    if (!isConfirmed) return status === 0 || httpStatus !== undefined;
    return status === 0 && (record.details.get(row)?.serverStatus !== undefined || isBackwards(attempt));
  });
}

/** Two processes read one clock; this is far more than they differ by. */
const clockSlackUs = 20_000;

function isBackwards({ intended = 0, sent = intended, arrived, started, received }: Attempt): boolean {
  const isEarly = arrived !== undefined && arrived < sent - clockSlackUs;
  return isEarly || (started !== undefined && received !== undefined && started > received + clockSlackUs);
}

/** Stretches in which the client's thread, or a server's, could do nothing else. */
export function blockedStretches(run: Run, side: "client" | "server"): readonly BlockedInterval[] {
  return run.record.threads.filter((thread) => thread.side === side).flatMap(({ blocked }) => blocked);
}

/** Heartbeats of the client's thread in [fromUs, toUs). */
export function heartbeats(run: Run, fromUs: number, toUs: number): number {
  const beats = run.record.threads
    .filter(({ side }) => side === "client")
    .flatMap((thread) => [...thread.beats]);
  return beats.filter((at) => at >= fromUs && at < toUs).length;
}

function toAttempt(run: string, record: RunRecord, row: number): Attempt {
  const { attempts: table, details, header } = record;
  const flags = table.flags[row] ?? 0;
  const has = (flag: number) => (flags & flag) !== 0;
  const detail = details.get(row);
  const status = table.status[row] ?? openStatus;
  const method = header.methods[table.method[row] ?? 0] ?? "";
  return {
    run,
    row,
    call: table.call[row] ?? 0,
    attempt: table.attempt[row] ?? 0,
    method,
    ...known("intended", table.intended[row]),
    ...known("sent", table.sent[row]),
    ...known("arrived", table.arrived[row]),
    ...known("started", table.started[row]),
    ...known("ended", table.ended[row]),
    ...known("replied", table.replied[row]),
    ...known("received", table.received[row]),
    ...known("resumed", table.resumed[row]),
    ...known("parent", table.parentAttempt[row]),
    worker: table.worker[row] ?? 0,
    replica: table.replica[row] ?? 0,
    ...(status === openStatus ? {} : { status }),
    ...(detail?.errorMessage === undefined ? {} : { errorMessage: detail.errorMessage }),
    isBlocking: detail?.blocking === true,
    isRaw: detail?.raw === true,
    ...bytesOf(detail?.requestBody),
    ...(detail?.httpStatus === undefined ? {} : { httpStatus: detail.httpStatus }),
    isConfirmed: isConfirmed(table.arrived[row], method),
    isCancelled: has(attemptFlags.cancelled),
    isTimeout: has(attemptFlags.timeout),
    isShed: has(attemptFlags.shed),
    isNested: has(attemptFlags.nested),
    ...connectionOf(detail),
    ...(detail?.requestBytes === undefined ? {} : { requestBytes: detail.requestBytes }),
    ...(detail?.responseBytes === undefined ? {} : { responseBytes: detail.responseBytes }),
    ...(detail?.cpuUs === undefined ? {} : { cpuUs: detail.cpuUs }),
    ...(detail?.request === undefined ? {} : { request: parse(detail.request) }),
    ...(detail?.reply === undefined ? {} : { reply: parse(detail.reply) }),
  };
}

function connectionOf({ connection, connectUs }: AttemptDetail = {}) {
  return {
    ...(connection === undefined ? {} : { connection }),
    ...(connectUs === undefined ? {} : { connectUs }),
  };
}

const unrecorded = /^(?:playground\.fixtures|grpc)\./;

function isConfirmed(arrived: number | undefined, method: string): boolean {
  return (arrived !== undefined && arrived !== missing) || unrecorded.test(method);
}

/** A program that speaks for the client may say what it likes; what is no base64 is not known. */
function bytesOf(base64: string | undefined): Pick<Attempt, "requestBody"> {
  if (base64 === undefined) return {};
  try {
    return { requestBody: base64Decode(base64) };
  } catch {
    return {};
  }
}

function known<Name extends string>(name: Name, at: number | undefined) {
  return at === undefined || at === missing ? {} : ({ [name]: at } as Record<Name, number>);
}

function firstStamp(attempt: Attempt): number {
  return attempt.intended ?? attempt.arrived ?? 0;
}

function toCalls(attempts: readonly Attempt[]): Call[] {
  const calls = new Map<number, Attempt[]>();
  for (const attempt of attempts) calls.set(attempt.call, [...(calls.get(attempt.call) ?? []), attempt]);
  return [...calls].map(([call, tries]) => {
    const [first] = tries;
    const last = tries.at(-1);
    return {
      call,
      method: first?.method ?? "",
      ...(first?.intended === undefined ? {} : { intended: first.intended }),
      ...(last?.resumed === undefined ? {} : { resumed: last.resumed }),
      ...(last?.status === undefined ? {} : { status: last.status }),
      attempts: tries,
    };
  });
}

/** A value that was cut, or is no JSON, is not known. */
function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
