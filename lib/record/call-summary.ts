import { attemptFlags, missing, openStatus } from "./attempt-table.ts";
import { type PhaseKind, phaseLengths, toPhases, totalUs } from "./phases.ts";
import type { AttemptDetail, RunRecord } from "./run-record.ts";
import { type CallFate, fateOf } from "./totals.ts";

/** What a sentence about one attempt may say: "Call 7, queued 38 ms behind 4 calls, executed 101 ms …". */
export type CallSummary = {
  readonly call: number;
  readonly attempt: number;
  readonly outside: boolean;
  /** Made by a handler. */
  readonly nested: boolean;
  readonly method: string;
  readonly fate: CallFate;
  /** gRPC code, transport status or `openStatus`. */
  readonly status: number;
  readonly cancelled: boolean;
  readonly timeout: boolean;
  readonly shed: boolean;
  readonly uncertain: boolean;
  /** Lengths, µs; a phase whose stamps are not both known is absent. */
  readonly phaseUs: ReadonlyMap<PhaseKind, number>;
  /** T8 − T0, µs. */
  readonly totalUs: number | null;
  readonly wastedUs: number;
  /** Null when no worker slot was granted. */
  readonly slot: { readonly worker: number; readonly replica: number } | null;
  readonly detail: AttemptDetail;
};

export function summarizeCall({ attempts, details, header }: RunRecord, row: number): CallSummary {
  const flags = attempts.flags[row] ?? 0;
  const status = attempts.status[row] ?? openStatus;
  const { wasted } = toPhases(attempts, row);
  const started = (attempts.started[row] ?? missing) !== missing;
  return {
    call: attempts.call[row] ?? 0,
    attempt: attempts.attempt[row] ?? 0,
    outside: (flags & attemptFlags.outside) !== 0,
    nested: (flags & attemptFlags.nested) !== 0,
    method: header.methods[attempts.method[row] ?? 0] ?? "",
    fate: fateOf(status, flags),
    status,
    cancelled: (flags & attemptFlags.cancelled) !== 0,
    timeout: (flags & attemptFlags.timeout) !== 0,
    shed: (flags & attemptFlags.shed) !== 0,
    uncertain: (flags & attemptFlags.uncertain) !== 0,
    phaseUs: phaseLengths(attempts, row),
    totalUs: totalUs(attempts, row),
    wastedUs: wasted === null ? 0 : wasted.toUs - wasted.fromUs,
    slot: started ? { worker: attempts.worker[row] ?? 0, replica: attempts.replica[row] ?? 0 } : null,
    detail: details.get(row) ?? {},
  };
}
