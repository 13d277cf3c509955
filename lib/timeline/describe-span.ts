import { attemptFlags, firstNestedCall, missing } from "#lib/record/attempt-table.ts";
import { callerOf } from "#lib/record/hop-tree.ts";
import { isAbandoned } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { eachInterval, type TimelinePhase } from "./attempt-intervals.ts";
import { spanMarks } from "./span-columns.ts";

/** What tells an attempt from the others of its run; numbers count from 1. */
export type AttemptName = {
  readonly call: number;
  readonly attempt: number;
  /** Made by a caller outside the page. */
  readonly outside: boolean;
  /** Made by a handler; `call` counts those. */
  readonly nested: boolean;
};

/** Everything one sentence about an attempt needs. Durations in µs; null: not known. Numbers count from 1. */
export type SpanDescription = AttemptName & {
  /** Whose handler made it; null: no handler, or nobody knows. */
  readonly caller: AttemptName | null;
  readonly method: string;
  /** `missing` phases are absent; a merged one stands for what its missing stamp would have split. */
  readonly phasesUs: Readonly<Partial<Record<TimelinePhase, number>>>;
  readonly totalUs: number | null;
  readonly queuedBehind: number | null;
  readonly replica: number;
  readonly worker: number | null;
  readonly status: number;
  readonly open: boolean;
  /** The client left before the reply; the server may have gone on for `wastedUs`. */
  readonly abandoned: boolean;
  readonly wastedUs: number;
};

export function describeSpan(record: RunRecord, row: number): SpanDescription {
  const { attempts, details, header } = record;
  const phasesUs: Partial<Record<TimelinePhase, number>> = {};
  let open = false;
  let wastedUs = 0;
  eachInterval(attempts, row, (phase, fromUs, toUs, marks) => {
    const lengthUs = (toUs === missing ? Math.max(fromUs, header.durationUs) : toUs) - fromUs;
    if ((marks & spanMarks.wasted) !== 0) {
      wastedUs += lengthUs;
      return;
    }
    if ((marks & spanMarks.open) !== 0) open = true;
    phasesUs[phase] = (phasesUs[phase] ?? 0) + lengthUs;
  });
  const caller = callerOf(attempts, row);
  const begins = attempts.intended[row] as number;
  const ends = attempts.resumed[row] as number;
  return {
    ...nameAttempt(record, row),
    caller: caller === null ? null : nameAttempt(record, caller),
    method: header.methods[attempts.method[row] as number] ?? "",
    phasesUs,
    totalUs: begins === missing || ends === missing ? null : ends - begins,
    queuedBehind: details.get(row)?.queuedBehind ?? null,
    replica: (attempts.replica[row] as number) + 1,
    worker: attempts.started[row] === missing ? null : (attempts.worker[row] as number) + 1,
    status: attempts.status[row] as number,
    open,
    abandoned: isAbandoned(attempts, row),
    wastedUs,
  };
}

export function nameAttempt({ attempts }: RunRecord, row: number): AttemptName {
  const flags = attempts.flags[row] as number;
  const nested = (flags & attemptFlags.nested) !== 0;
  return {
    call: (attempts.call[row] as number) + 1 - (nested ? firstNestedCall : 0),
    attempt: (attempts.attempt[row] as number) + 1,
    outside: (flags & attemptFlags.outside) !== 0,
    nested,
  };
}
