import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { type RunLatency, stepsToTell } from "./latency-model.ts";
import type { Say } from "./say.ts";

const spoken = ["hiddenTab", "sleep", "recordGap", "truncated"] as const;

/** What a reader of this run's figures has to know, or they would read too much into them. */
export function RunNotes({ run, say }: { readonly run: RunLatency; readonly say: Say }) {
  const notes = notesOf(run, say);
  if (notes.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-sm" data-notes={run.key}>
      {notes.map((note) => (
        <li key={note} className="flex gap-1.5">
          <span aria-hidden="true" className="text-limit">
            △
          </span>
          <span className="max-w-[75ch]">{note}</span>
        </li>
      ))}
    </ul>
  );
}

export function notesOf(
  { marks, lateness, alike, isCoarse, stepUs }: RunLatency,
  say: Say,
): readonly string[] {
  const { locale, words } = say;
  const duration = (us: number) => formatDuration(locale, us);
  return [
    ...spoken.filter((mark) => marks.includes(mark)).map((mark) => words.marks[mark]),
    ...(isCoarse
      ? [formatText(words.coarse, { step: duration(stepUs), limit: duration(stepUs * stepsToTell) })]
      : []),
    ...(lateness === null
      ? []
      : [
          formatText(words.late, {
            late: say.count(lateness.late),
            of: say.count(lateness.of),
            most: duration(lateness.mostUs),
          }),
        ]),
    ...(alike === null ? [] : [formatText(words.alike, { r: formatNumber(locale, alike, 2) })]),
  ];
}
