import { attemptFlags, foreignFlags, missing, openStatus } from "#lib/record/attempt-table.ts";
import { rootOf } from "#lib/record/hop-tree.ts";
import { totalUs } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { eachInterval } from "./attempt-intervals.ts";
import { windowOf } from "./run-window.ts";
import { spanMarks } from "./span-columns.ts";

/**
 * A part of a run, picked in one of its views and meant in all of them. Bounds are inclusive, in µs.
 *
 * `underWay`: the attempts under way between two moments, counted from each run's first intended start.
 * `started`: the calls meant to start between two moments, counted from the run's zero, that took from–to that long;
 * with what their handlers called.
 */
export type AttemptRange =
  | { readonly kind: "underWay"; readonly fromUs: number; readonly toUs: number }
  | {
      readonly kind: "started";
      readonly fromUs: number;
      readonly toUs: number;
      readonly lowUs: number;
      readonly highUs: number;
    };

/** The rows of a record that lie in a range. An open attempt is under way until further notice. */
export function rowsInside(record: RunRecord, range: AttemptRange): ReadonlySet<number> {
  return range.kind === "underWay" ? rowsUnderWay(record, range) : rowsStarted(record, range);
}

type Of<Kind extends AttemptRange["kind"]> = Extract<AttemptRange, { readonly kind: Kind }>;

function rowsUnderWay(record: RunRecord, range: Of<"underWay">): ReadonlySet<number> {
  const { attempts } = record;
  const { originUs } = windowOf(record, false);
  const [from, to] = [range.fromUs + originUs, range.toUs + originUs];
  const rows = new Set<number>();
  for (let row = 0; row < attempts.length; row++) {
    eachInterval(attempts, row, (_, startUs, endUs, marks) => {
      // Work for a caller who had left keeps no call under way. `missing` is later than any moment.
      if ((marks & spanMarks.wasted) === 0 && startUs <= to && endUs >= from) rows.add(row);
    });
  }
  return rows;
}

function rowsStarted({ attempts }: RunRecord, range: Of<"started">): ReadonlySet<number> {
  const rows = new Set<number>();
  for (let row = 0; row < attempts.length; row++) {
    // Rows below come after their caller's (I8): it has been judged already.
    const isHop = ((attempts.flags[row] ?? 0) & attemptFlags.nested) !== 0;
    if (isHop ? rows.has(rootOf(attempts, row)) : hasStarted(attempts, row, range)) rows.add(row);
  }
  return rows;
}

function hasStarted(attempts: RunRecord["attempts"], row: number, range: Of<"started">): boolean {
  // Callers from outside and calls under way have no latency.
  if (((attempts.flags[row] ?? 0) & foreignFlags) !== 0 || attempts.status[row] === openStatus) return false;
  const startUs = attempts.intended[row] ?? missing;
  const us = totalUs(attempts, row);
  if (startUs === missing || us === null) return false;
  return startUs >= range.fromUs && startUs <= range.toUs && us >= range.lowUs && us <= range.highUs;
}

/** How many calls lie inside, of how many: calls of the page and from outside, not those that handlers made. */
export function countInside(
  { attempts }: RunRecord,
  inside: ReadonlySet<number>,
): { readonly inside: number; readonly all: number } {
  const count = { inside: 0, all: 0 };
  for (let row = 0; row < attempts.length; row++) {
    if (((attempts.flags[row] ?? 0) & attemptFlags.nested) !== 0) continue;
    count.all += 1;
    if (inside.has(row)) count.inside += 1;
  }
  return count;
}

/** The lines that belong to a range: those of its calls, and those of no call written between its two moments. */
export function logsInside(
  record: RunRecord,
  range: AttemptRange,
  inside: ReadonlySet<number>,
): RunRecord["logs"] {
  const originUs = range.kind === "underWay" ? windowOf(record, false).originUs : 0;
  const [from, to] = [range.fromUs + originUs, range.toUs + originUs];
  return record.logs.filter(({ attempt, atUs }) =>
    attempt === null ? atUs >= from && atUs <= to : inside.has(attempt),
  );
}
