"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { findRun } from "./run-list.ts";
import { runSentences } from "./run-sentences.ts";
import type { RunControl } from "./use-run.ts";

/** What a screen reader is told, once, when a run of the visitor's own is over. */
export function useRunAnnouncement({ list, phase }: RunControl): string {
  const { locale, text } = useText();
  const shown = findRun(list, list.shownId);
  if (phase.kind !== "idle" || shown === null || shown.origin !== "run" || shown.isKept) return "";
  if (shown.record.header.outcome.kind === "stopped") return text.playground.announceStopped;
  return formatText(text.playground.announceFinished, {
    summary: runSentences(
      { record: shown.record, title: shown.record.header.title || shown.record.header.experiment },
      text.summary,
      locale,
    ).join(locale === "zh" ? "" : " "),
  });
}
