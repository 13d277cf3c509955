"use client";

import { useEffect, useRef } from "react";
import type { RunControl } from "./use-run.ts";

/**
 * What is on screen on arrival: the runs of this visit from before a reload or a switch of the language, else runs
 * recorded earlier, so that the results are never empty. Keeps the runs of this visit on their shelf for the next arrival.
 */
export function useEarlierRuns(files: readonly string[], control: RunControl, shelf: string): void {
  const { addEarlier, list, phase } = control;
  const isReady = useRef(false);
  const seen = useRef(new Set<string>());

  useEffect(() => {
    let isOver = false;
    void loadKeeper().then(({ parseRecordFile, readKeptRuns, readKeptView, failureOfRecord }) => {
      if (isOver) return;
      const parsed = files.map((file) => parseRecordFile(file));
      const recorded = parsed.flatMap((each) => (each.ok ? [each.value] : []));
      const kept = readKeptRuns(shelf);
      const view = readKeptView(shelf);
      const last = kept.at(-1);
      // The card belongs to the last run, as it did before.
      const why = last?.id === view.shownId && last !== undefined ? failureOfRecord(last.record) : null;
      addEarlier(recorded, kept, view, why);
      isReady.current = true;
    });
    return () => {
      isOver = true;
    };
  }, [files, addEarlier, shelf]);

  useEffect(() => {
    // A run under way is no record yet, and before the kept ones are back there is nothing to keep.
    if (phase.kind !== "idle" || list.runs.length === 0) return;
    void loadKeeper().then(({ keepRun, keepView }) => {
      if (!isReady.current) return;
      for (const run of list.runs) {
        if (run.isKept || seen.current.has(run.id)) continue;
        seen.current.add(run.id);
        keepRun(run, shelf);
      }
      keepView(list, shelf);
    });
  }, [list, phase, shelf]);
}

/** Loaded after the page is readable: the first paint needs none of it. */
async function loadKeeper() {
  const [recordFile, keptRuns, failure] = await Promise.all([
    import("#lib/record/record-file.ts"),
    import("./kept-runs.ts"),
    import("./failure.ts"),
  ]);
  return { ...recordFile, ...keptRuns, ...failure };
}
