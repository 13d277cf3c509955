"use client";

import { useMemo } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type AttemptRange, logsInside } from "#lib/timeline/attempt-range.ts";
import type { StoredRun } from "./run-list.ts";
import type { RunAtMoment } from "./use-at-moment.ts";

export type SeenRecord = {
  /** The run, or what was known of it at the playhead. */
  readonly record: RunRecord | null;
  /** The picked rows as `record` counts them; null: all. */
  readonly inside: ReadonlySet<number> | null;
  /** The same with the logs that belong to the picked calls. */
  readonly withLogs: RunRecord | null;
  /** Rows of a moment are counted among those begun by then. */
  toSeen(row: number): number;
  toWhole(row: number): number | null;
};

/** A run as table and console show it: at the moment of the playhead, and of the calls that were picked. */
export function useSeenRecord(
  run: StoredRun | null,
  seen: RunAtMoment | null,
  range: AttemptRange | null,
  picked: ReadonlySet<number> | null,
): SeenRecord {
  const whole = run?.record ?? null;
  return useMemo(() => {
    const record = seen?.record ?? whole;
    const inside =
      picked === null || seen === null
        ? picked
        : new Set(seen.rows.flatMap((row, at) => (picked.has(row) ? [at] : [])));
    const isFiltered = record !== null && range !== null && inside !== null;
    return {
      record,
      inside,
      withLogs: isFiltered ? { ...record, logs: logsInside(record, range, inside) } : record,
      toSeen: (row) => (seen === null ? row : seen.rows.indexOf(row)),
      toWhole: (row) => (seen === null ? row : (seen.rows[row] ?? null)),
    };
  }, [whole, seen, range, picked]);
}
