"use client";

import { useCallback, useMemo, useState } from "react";
import { type AttemptRange, rowsInside } from "#lib/timeline/attempt-range.ts";
import type { StoredRun } from "./run-list.ts";

export type RangeControl = {
  /** What was picked in one of the views; null: nothing. */
  readonly range: AttemptRange | null;
  readonly set: (range: AttemptRange | null) => void;
  /** The rows of each run that lie inside, as in `runs`; null: all of them. */
  readonly rows: readonly (ReadonlySet<number> | null)[];
  readonly of: (run: StoredRun | null) => ReadonlySet<number> | null;
};

/** The calls picked in timeline or charts, for all views together. It belongs to the runs it was picked in. */
export function useAttemptRange(runs: readonly StoredRun[]): RangeControl {
  const key = runs
    .map(({ id }) => id)
    .sort()
    .join("\n");
  const [picked, setPicked] = useState<{ readonly key: string; readonly range: AttemptRange } | null>(null);
  const range = picked?.key === key ? picked.range : null;
  const set = useCallback(
    (next: AttemptRange | null) => setPicked(next === null ? null : { key, range: next }),
    [key],
  );
  const rows = useMemo(
    () => runs.map(({ record }) => (range === null ? null : rowsInside(record, range))),
    [runs, range],
  );
  return useMemo(() => {
    const of = (run: StoredRun | null) => (run === null ? null : (rows[runs.indexOf(run)] ?? null));
    return { range, set, rows, of };
  }, [range, set, rows, runs]);
}
