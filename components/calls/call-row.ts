import {
  type AttemptTable,
  attemptFlags,
  missing,
  openStatus,
  type StampName,
  stampNames,
} from "#lib/record/attempt-table.ts";
import { callerOf } from "#lib/record/hop-tree.ts";
import { type PhaseKind, phaseLengths, toPhases, totalUs } from "#lib/record/phases.ts";
import type { AttemptDetail, RunRecord } from "#lib/record/run-record.ts";
import { type AttemptName, nameAttempt } from "#lib/timeline/describe-span.ts";
import { statusName } from "#lib/wire/status-names.ts";

/** The columns of the calls table, in order. Those of `phaseColumns` add up to `total`. */
export const callColumns = [
  "call",
  "method",
  "status",
  "start",
  "clientWait",
  "networkOut",
  "queue",
  "execution",
  "reply",
  "networkBack",
  "resume",
  "total",
  "worker",
  "replica",
  "message",
] as const;
export type CallColumn = (typeof callColumns)[number];

export const timeColumns: ReadonlySet<CallColumn> = new Set([
  "start",
  "clientWait",
  "networkOut",
  "queue",
  "execution",
  "reply",
  "networkBack",
  "resume",
  "total",
]);
/** Words stand at the left, figures at the right. */
export const wordColumns: ReadonlySet<CallColumn> = new Set(["call", "method", "status", "message"]);

/** One attempt as the table, its sorting and the CSV see it. Times in µs, missing ones null. */
export type CallRow = {
  readonly row: number;
  /** As the record counts, from 0; callers from outside among themselves. */
  readonly call: number;
  readonly values: Readonly<Record<CallColumn, number | string | null>>;
  /** The phase the attempt is in right now. */
  readonly openColumn: CallColumn | null;
  readonly attempt: number;
  readonly status: number;
  readonly isOutside: boolean;
  /** Made by a handler. */
  readonly isNested: boolean;
  /** Whose handler made it: its row and name; null: no handler, or nobody knows. */
  readonly caller: ({ readonly row: number } & AttemptName) | null;
  /** Handlers between it and the first call, itself included; 0 where no handler made it. */
  readonly depth: number;
  readonly isShed: boolean;
  readonly isTimeout: boolean;
  readonly isCancelled: boolean;
  readonly isUncertain: boolean;
  /** Processor time of its handler; null: not known. */
  readonly cpuUs: number | null;
  readonly stamps: Readonly<Record<StampName, number | null>>;
};

type SayError = (detail: AttemptDetail) => string | null;

/** A row for each attempt, in the record's order; `sayError` puts what one failed of into words. */
export function toCallRows(record: RunRecord, sayError: SayError = asItCame): readonly CallRow[] {
  return Array.from({ length: record.attempts.length }, (_, row) => toCallRow(record, row, sayError));
}

function asItCame({ errorMessage }: AttemptDetail): string | null {
  return errorMessage ?? null;
}

function toCallRow(record: RunRecord, row: number, sayError: SayError): CallRow {
  const { attempts } = record;
  const stamps = stampsOf(attempts, row);
  const flags = attempts.flags[row] ?? 0;
  const has = (flag: number) => (flags & flag) !== 0;
  const caller = callerOf(attempts, row);
  return {
    row,
    call: attempts.call[row] ?? 0,
    values: valuesOf(record, row, stamps, sayError),
    openColumn: openColumnOf(attempts, row),
    attempt: attempts.attempt[row] ?? 0,
    status: attempts.status[row] ?? openStatus,
    isOutside: has(attemptFlags.outside),
    isNested: has(attemptFlags.nested),
    caller: caller === null ? null : { row: caller, ...nameAttempt(record, caller) },
    depth: depthOf(attempts, row),
    isShed: has(attemptFlags.shed),
    isTimeout: has(attemptFlags.timeout),
    isCancelled: has(attemptFlags.cancelled),
    isUncertain: has(attemptFlags.uncertain),
    cpuUs: record.details.get(row)?.cpuUs ?? null,
    stamps,
  };
}

function valuesOf(
  record: RunRecord,
  row: number,
  stamps: CallRow["stamps"],
  sayError: SayError,
): CallRow["values"] {
  const { attempts, details, header } = record;
  const lengths = phaseLengths(attempts, row);
  const length = (kind: PhaseKind) => lengths.get(kind) ?? null;
  const detail = details.get(row) ?? {};
  return {
    // People count from 1, and each kind by itself.
    call: nameAttempt(record, row).call,
    method: header.methods[attempts.method[row] ?? 0] ?? "",
    status: statusName(attempts.status[row] ?? openStatus),
    start: stamps.intended ?? stamps.arrived,
    clientWait: length("clientWait"),
    networkOut: length("networkOut"),
    // A refused attempt was turned away at the queue.
    queue: length("queue") ?? length("refused"),
    execution: length("execution"),
    reply: length("reply"),
    networkBack: length("networkBack"),
    resume: length("resume"),
    total: totalUs(attempts, row),
    worker: stamps.started === null ? null : (attempts.worker[row] ?? 0) + 1,
    replica: stamps.arrived === null ? null : (attempts.replica[row] ?? 0) + 1,
    message: sayError(detail) ?? detail.reply ?? null,
  };
}

function depthOf(attempts: AttemptTable, row: number): number {
  let depth = 0;
  for (let up = callerOf(attempts, row); up !== null; up = callerOf(attempts, up)) depth += 1;
  return depth;
}

function stampsOf(attempts: AttemptTable, row: number): CallRow["stamps"] {
  const entries = stampNames.map((name) => {
    const stamp = attempts[name][row] ?? missing;
    return [name, stamp === missing ? null : stamp];
  });
  return Object.fromEntries(entries) as CallRow["stamps"];
}

function openColumnOf(attempts: AttemptTable, row: number): CallColumn | null {
  const kind = toPhases(attempts, row).open?.kind;
  return kind === undefined || kind === "refused" ? null : kind;
}
