"use client";

import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { AttemptDetail } from "#lib/record/run-record.ts";
import { describeSpan } from "#lib/timeline/describe-span.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { Hit } from "#lib/timeline/hit-test.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";
import { callerWords } from "#lib/timeline/span-sentence.ts";
import { valueAt } from "#lib/timeline/step-curve.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { attemptTitle } from "./attempt-title.ts";

type HoverCardProps = {
  readonly hit: Hit;
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

const cardPx = 230;
const shown = [
  "clientWait",
  "networkOut",
  "queue",
  "execution",
  "refused",
  "merged",
  "networkBack",
  "resume",
] as const;

/** What lies under the pointer: a call's phases, a blocked stretch, or how many at that moment. */
export function HoverCard({ hit, xPx, yPx, widthPx, heightPx }: HoverCardProps) {
  const { locale, text } = useText();
  const words = text.timeline;
  const { panel, placed, row, span, atUs } = hit;
  const left = Math.max(0, Math.min(xPx + 14, widthPx - cardPx));
  // The card stays inside the plot, which clips what leaves it.
  const below = yPx < heightPx * 0.6;
  const time = formatDuration(locale, Math.max(0, atUs - panel.layout.originUs));
  const frame = (content: ReactNode) => (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute z-10 rounded-control border border-hairline-strong bg-surface-raised px-2.5 py-1.5 text-ink text-xs tabular-nums"
      style={{ left, maxWidth: cardPx, ...(below ? { top: yPx + 18 } : { bottom: heightPx - yPx + 10 }) }}
    >
      {content}
    </div>
  );
  if (row !== null) {
    const described = describeSpan(panel.layout.record, row);
    const waited = placed?.lane.kind === "connection" ? waitOf(panel.layout.record.details.get(row)) : null;
    const title = attemptTitle(described, words);
    return frame(
      <>
        <p className="mb-0.5 flex justify-between gap-4 font-semibold">
          <span>{title}</span>
          <span>{described.totalUs === null ? "" : formatDuration(locale, described.totalUs)}</span>
        </p>
        {described.caller !== null && (
          <p className="mb-0.5 text-ink-soft">↳ {callerWords(described.caller, words.describe)}</p>
        )}
        {waited !== null && (
          <p className="mb-0.5 text-ink-soft">
            {formatText(words[waited.says], { duration: formatDuration(locale, waited.us) })}
          </p>
        )}
        {shown.map((phase) => {
          const us = described.phasesUs[phase];
          return us === undefined || us === 0 ? null : (
            <p key={phase} className="flex justify-between gap-4 text-ink-soft">
              <span>{words.details.phases[phase]}</span>
              <span>{formatDuration(locale, us)}</span>
            </p>
          );
        })}
        {described.status !== 0 && !described.open && (
          <p className="text-failed">✕ {statusName(described.status)}</p>
        )}
      </>,
    );
  }
  if (placed !== null && span !== null) {
    const { startUs, endUs, marks } = placed.lane.spans;
    const busy = ((marks[span] as number) & spanMarks.busy) !== 0;
    const { originUs: origin, lastUs } = panel.layout;
    const overUs = Math.min(endUs[span] as number, lastUs);
    return frame(
      formatText(busy ? words.busyInterval : words.blockedInterval, {
        duration: formatDuration(locale, overUs - (startUs[span] as number)),
        from: formatDuration(locale, (startUs[span] as number) - origin),
        to: formatDuration(locale, overUs - origin),
      }),
    );
  }
  const depth = placed?.lane.depth ?? null;
  if (placed === null || depth === null || valueAt(depth, atUs) === 0) return null;
  const count = formatNumber(locale, valueAt(depth, atUs));
  return frame(formatText(words.depthAt, { lane: words.lanes[placed.lane.kind], count, time }));
}

/** Why a request left later than it was made: the browser's connections, or an emulated one. */
function waitOf({ connectionWaitUs, connectUs }: AttemptDetail = {}) {
  if (connectionWaitUs !== undefined) return { says: "connectionInterval", us: connectionWaitUs } as const;
  return connectUs === undefined ? null : ({ says: "emulatedInterval", us: connectUs } as const);
}
