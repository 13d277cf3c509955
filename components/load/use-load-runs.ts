"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { fireLoad, type LoadOrder } from "./fire-load.ts";
import type { LoadParts } from "./load-parts.ts";
import { isOver } from "./visit-run.ts";
import { type Visit, visitStore } from "./visit-store.ts";

export type LoadRuns = {
  readonly visit: Visit;
  /** The run that goes on, by id; null: none. */
  readonly liveId: string | null;
  run(order: Omit<LoadOrder, "id">): void;
  stop(): void;
};

/** After Stop the server ends the stream itself, with a summary; one that does not in this time is left. */
const stopPatienceMs = 3_000;

/** One load test at a time: a new one ends the one before. Leaving the page ends it as well. */
export function useLoadRuns(parts: LoadParts): LoadRuns {
  const visit = useSyncExternalStore(visitStore.subscribe, visitStore.get, visitStore.get);
  const current = useRef<{ readonly id: string; readonly control: AbortController } | null>(null);

  useEffect(() => () => current.current?.control.abort(), []);

  const run = useCallback(
    (order: Omit<LoadOrder, "id">) => {
      current.current?.control.abort();
      const id = parts.newId().slice(0, 12);
      const control = new AbortController();
      current.current = { id, control };
      void fireLoad({ ...order, id }, parts, visitStore, control.signal);
    },
    [parts],
  );

  const stop = useCallback(() => {
    const live = current.current;
    if (live === null) return;
    visitStore.change(live.id, (each) => (isOver(each) ? each : { ...each, isStopping: true }));
    const giveUp = () => live.control.abort();
    const begun = visitStore.get().runs.find(({ id }) => id === live.id);
    // Before the server has said a word there is nothing to summarise.
    if (begun === undefined || begun.phase.kind === "preparing") return giveUp();
    setTimeout(giveUp, stopPatienceMs);
    void parts
      .api()
      .then(({ loads }) => loads.stopLoad({ runId: live.id }))
      .then(({ stopped }) => stopped || giveUp(), giveUp);
  }, [parts]);

  const live = visit.runs.find((each) => !isOver(each));
  return { visit, liveId: live?.id ?? null, run, stop };
}
