"use client";

import { useEffect, useRef, useState } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { Snippet, SnippetFile } from "#lib/share/snippet.ts";
import type { HistoryProblem } from "./history-entry.ts";

/** A run that is over, with the sources that made it. */
export type FinishedRun = { readonly record: RunRecord; readonly files: readonly SnippetFile[] };

/**
 * Keeps every run of this visit in the browser's history once nothing of it is still to come (`isIdle`). Says why the
 * last one was not kept; null: it was.
 */
export function useRunHistory(
  runs: readonly FinishedRun[],
  starter: string,
  isIdle: boolean,
): HistoryProblem | null {
  const seen = useRef(new Set<string>());
  const [problem, setProblem] = useState<HistoryProblem | null>(null);
  useEffect(() => {
    if (!isIdle) return;
    for (const { record, files } of runs) {
      if (seen.current.has(record.header.id)) continue;
      seen.current.add(record.header.id);
      const { settings, experiment } = record.header;
      void keep(record, { files, settings, experiment, starter }).then(setProblem);
    }
  }, [runs, starter, isIdle]);
  return problem;
}

/** Loaded with the first run that is over. */
async function keep(record: RunRecord, snippet: Snippet): Promise<HistoryProblem | null> {
  const [{ openHistory }, { toHistoryEntry }, { toRecordFile }] = await Promise.all([
    import("./open-history.ts"),
    import("./history-entry.ts"),
    import("#lib/record/record-file.ts"),
  ]);
  return openHistory().add(toHistoryEntry(record), { file: toRecordFile(record), snippet });
}
