"use client";

import { useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { describeSpan } from "#lib/timeline/describe-span.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";
import { spanSentence } from "#lib/timeline/span-sentence.ts";
import { type SpanPlace, type SpanStep, spanAt, walkSpans } from "#lib/timeline/walk-spans.ts";

/** The roving focus inside the timeline and the sentence each step says. */
export function useWalk(
  plot: Plot,
  nowUs: readonly number[],
  onArrive: (fromUs: number, toUs: number) => void,
) {
  const { locale, text } = useText();
  const [place, setPlace] = useState<SpanPlace | null>(null);
  const words = text.timeline;

  const sentence = useMemo(() => {
    const panel = place === null ? undefined : plot.panels[place.panel];
    const span = place === null ? null : spanAt(plot, place, nowUs[place.panel] ?? 0);
    if (panel === undefined || span === null) return "";
    const { record, originUs } = panel.layout;
    if (span.placed.lane.kind !== "client" && span.placed.lane.kind !== "serverThread" && span.row !== null) {
      return spanSentence(describeSpan(record, span.row), locale, words.describe);
    }
    const detail = formatText(
      (span.marks & spanMarks.busy) !== 0 ? words.busyInterval : words.blockedInterval,
      {
        duration: formatDuration(locale, span.endUs - span.startUs),
        from: formatDuration(locale, span.startUs - originUs),
        to: formatDuration(locale, span.endUs - originUs),
      },
    );
    return formatText(words.laneReport, { lane: words.lanes[span.placed.lane.kind], detail });
  }, [place, plot, nowUs, locale, words]);

  const go = (next: SpanPlace | null) => {
    setPlace(next);
    const panel = next === null ? undefined : plot.panels[next.panel];
    const span = next === null ? null : spanAt(plot, next, nowUs[next.panel] ?? 0);
    if (panel !== undefined && span !== null) {
      onArrive(span.startUs - panel.layout.originUs, span.endUs - panel.layout.originUs);
    }
  };

  return { place, sentence, go, step: (step: SpanStep) => go(walkSpans(plot, place, step)) };
}
