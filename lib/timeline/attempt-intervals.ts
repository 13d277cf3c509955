import { type AttemptTable, attemptFlags, missing, openStatus } from "#lib/record/attempt-table.ts";
import { isAbandoned, type PhaseKind, toPhases } from "#lib/record/phases.ts";
import { spanMarks } from "./span-columns.ts";

/** A phase as it is drawn; `merged` spans a missing stamp and is dashed. */
export type TimelinePhase = PhaseKind | "merged";

type Visit = (phase: TimelinePhase, fromUs: number, toUs: number, marks: number) => void;

/**
 * Visits the phases of an attempt in time order, then the server's wasted work. The last phase of an open attempt
 * ends at `missing`. The boundaries are those of `toPhases`; this adds the marks and says what a merged phase is
 * drawn as: a caller who left cuts the phase short in which the server was, which is no gap in the measurement.
 */
export function eachInterval(table: AttemptTable, row: number, visit: Visit): void {
  const marks = marksOf(table, row);
  const { phases, open, wasted } = toPhases(table, row);
  const cutShort = isAbandoned(table, row);
  for (const { kinds, fromUs, toUs } of phases) {
    const [first] = kinds;
    if (first === undefined) continue;
    const phase =
      kinds.length === 1 || first === "reply" || (cutShort && first !== "networkOut") ? first : "merged";
    visit(phase, fromUs, toUs, phase === "merged" ? marks | spanMarks.merged : marks);
  }
  if (open !== null) visit(open.kind, open.fromUs, missing, marks | spanMarks.open);
  if (wasted !== null) visit("execution", wasted.fromUs, wasted.toUs, marks | spanMarks.wasted);
}

/** What the drawing says about every span of an attempt: failed, cancelled, uncertain. */
export function marksOf(table: AttemptTable, row: number): number {
  const flags = table.flags[row] as number;
  const status = table.status[row] as number;
  return (
    (status !== 0 && status !== openStatus ? spanMarks.failed : 0) |
    ((flags & (attemptFlags.cancelled | attemptFlags.timeout)) !== 0 ? spanMarks.cancelled : 0) |
    ((flags & attemptFlags.uncertain) !== 0 ? spanMarks.uncertain : 0)
  );
}
