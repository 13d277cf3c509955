"use client";

import { useEffect, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { LoadEnd } from "#lib/gen/playground/v1/load_pb.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { isOver, type VisitRun } from "./visit-run.ts";
import type { Visit } from "./visit-store.ts";

/** Said once to readers of the page when a run is over, not while it goes on. */
export function useLoadAnnouncement({ runs }: Visit): string {
  const { locale, text } = useText();
  const words = text.load;
  const [said, setSaid] = useState("");
  const open = useRef(new Set<string>());
  useEffect(() => {
    for (const run of runs) {
      if (!isOver(run)) open.current.add(run.id);
      else if (open.current.delete(run.id)) setSaid(wordsFor(run));
    }
    function wordsFor({ failure, load: { summary } }: VisitRun): string {
      if (failure !== null) return words.announce.failed;
      if (summary === null || summary.end === LoadEnd.STOPPED) return words.announce.stopped;
      const calls = formatPlural(locale, words.status.calls, summary.counts?.sent ?? 0);
      return formatText(words.announce.done, { calls });
    }
  }, [runs, words, locale]);
  return said;
}
