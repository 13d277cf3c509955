"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { formatTime } from "#lib/i18n/format-time.ts";
import type { StoredRun } from "./run-list.ts";

/** How a run is called on screen: its number and the experiment's title, or where it came from. */
export function useRunTitle(): (run: StoredRun) => string {
  const { locale, text } = useText();
  const words = text.playground;
  const patterns = {
    run: words.runNumber,
    recorded: words.recordedRun,
    file: words.openedRun,
    history: text.share.history.runTitle,
    other: text.lessons.playground.otherProgram,
    check: text.lessons.playground.checkRun,
  } as const;
  return ({ origin, number, record: { header } }) => {
    if (origin === "outside") {
      return formatText(text.outside.title, { time: formatTime(locale, header.startedAtUnixMs) });
    }
    return formatText(patterns[origin], { number, title: header.title || header.experiment });
  };
}
