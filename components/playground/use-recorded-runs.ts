"use client";

import { useEffect } from "react";
import type { RunControl } from "./use-run.ts";

/** Shows runs that were recorded earlier, so that the results are never empty on arrival. */
export function useRecordedRuns(
  files: readonly string[],
  { addRecorded }: Pick<RunControl, "addRecorded">,
): void {
  useEffect(() => {
    if (files.length === 0) return;
    let isOver = false;
    void import("#lib/record/record-file.ts").then(({ parseRecordFile }) => {
      const parsed = files.map((file) => parseRecordFile(file));
      const records = parsed.flatMap((each) => (each.ok ? [each.value] : []));
      if (!isOver) addRecorded(records);
    });
    return () => {
      isOver = true;
    };
  }, [files, addRecorded]);
}
