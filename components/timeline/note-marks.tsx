"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber } from "#lib/i18n/format-text.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";
import { NoteNumber } from "./notes-panel.tsx";
import type { ShownNote } from "./use-notes.ts";

type NoteMarksProps = {
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly notes: readonly ShownNote[];
};

/** Numbers of the notes above the lanes of their run; their words stand in the list below. */
export function NoteMarks({ plot, scale, notes }: NoteMarksProps) {
  const { locale } = useText();
  const right = scale.leftPx + scale.widthPx;
  return notes.map(({ note, run, number, atUs }) => {
    const panel = plot.panels[run] ?? plot.panels[0];
    const x = toPixel(scale, atUs);
    if (panel === undefined || x < scale.leftPx - 8 || x > right + 8) return null;
    return (
      <span
        key={note.id}
        aria-hidden="true"
        data-timeline-note={number}
        title={note.text}
        className="pointer-events-none absolute flex -translate-x-1/2 flex-col items-center [&>:first-child]:ring-2 [&>:first-child]:ring-timeline-paper"
        style={{ left: x, top: panel.lanesYPx - 20 }}
      >
        <NoteNumber number={formatNumber(locale, number)} />
        <span className="h-2 w-px bg-accent" />
      </span>
    );
  });
}
