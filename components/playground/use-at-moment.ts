"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Moment } from "#components/timeline/moment.ts";
import { type RecordAt, recordAt } from "#lib/record/record-at.ts";
import type { StoredRun } from "./run-list.ts";

const never = () => () => {};

export type RunAtMoment = RecordAt & { readonly atUs: number };

/** The run as it was at the timeline's playhead; null when the whole run is shown, or nobody looks. */
export function useAtMoment(run: StoredRun | null, moment: Moment | null): RunAtMoment | null {
  const atUs = useSyncExternalStore(
    moment?.subscribe ?? never,
    () => moment?.current() ?? null,
    () => null,
  );
  const record = run?.record ?? null;
  return useMemo(
    () => (record === null || atUs === null ? null : { ...recordAt(record, atUs), atUs }),
    [record, atUs],
  );
}
