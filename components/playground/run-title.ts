"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { StoredRun } from "./run-list.ts";

/** How a run is called on screen: its number and the experiment's title, or where it came from. */
export function useRunTitle(): (run: StoredRun) => string {
  const { text } = useText();
  const words = text.playground;
  const patterns = { run: words.runNumber, recorded: words.recordedRun, file: words.openedRun } as const;
  return (run) => {
    const { title, experiment } = run.record.header;
    return formatText(patterns[run.origin], { number: run.number, title: title || experiment });
  };
}
