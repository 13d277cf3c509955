"use client";

import { useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { AttemptRange } from "#lib/timeline/attempt-range.ts";
import type { ServerTime } from "#lib/timeline/layout-lanes.ts";
import { AttemptDetails } from "./attempt-details.tsx";
import type { OutsideAsk } from "./copy-call.tsx";
import { TimelineBadges } from "./timeline-badges.tsx";
import { TimelineEmpty } from "./timeline-empty.tsx";
import { TimelineLegend } from "./timeline-legend.tsx";
import { createTimelineMemory, type TimelineMemory } from "./timeline-memory.ts";
import { TimelinePlot } from "./timeline-plot.tsx";
import type { TimelineRun, TimelineSelection } from "./timeline-run.ts";
import { useArrangement } from "./use-arrangement.ts";
import { useLayouts } from "./use-layouts.ts";
import { useWidth } from "./use-width.ts";

export type TimelineViewProps = {
  /** One run, or two on one shared x scale, aligned at their first intended start; the one to stand above first. */
  readonly runs: readonly TimelineRun[];
  /** The run that the page is about, of two: in front when they lie over each other. */
  readonly shown?: number;
  /** Kept by the caller where the view comes and goes. */
  readonly memory?: TimelineMemory;
  /** Shows how to make a call from elsewhere. */
  readonly onOutside?: (ask: OutsideAsk) => void;
  /** A run goes on: bars grow from the left. */
  readonly live: boolean;
  /** The code changed since: nothing can be played back. The caller dims the picture and says why. */
  readonly stale: boolean;
  /** `run` counts as in `runs`. */
  readonly selection: TimelineSelection | null;
  readonly onSelect: (selection: TimelineSelection | null) => void;
  /** The calls that were picked, here or in another view. */
  readonly range: AttemptRange | null;
  readonly onRange: (range: AttemptRange | null) => void;
  /** Rows of each run that stand out, as in `runs`; null: all. */
  readonly inside: readonly (ReadonlySet<number> | null)[];
  /**
   * The line of client.ts that made the call under the pointer or the focus, else the selected one, else those awaited
   * at the playhead; with the run that each belongs to. Told every change, none at the end.
   */
  readonly onHighlightLines?: (lines: readonly { readonly line: number; readonly run: number }[]) => void;
};

/**
 * The call timeline: client thread, network, queue and workers of one or two runs, drawn from their records. Zoom,
 * playback and focus are its own; which attempt is selected belongs to the caller.
 */
export function TimelineView(props: TimelineViewProps) {
  const { runs, live, stale, selection, onSelect, onHighlightLines } = props;
  const { text } = useText();
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame);
  const [serverTime, setServerTime] = useState<ServerTime>("aligned");
  const [own] = useState(createTimelineMemory);
  const memory = props.memory ?? own;
  const arranged = useArrangement(runs, props.shown ?? runs.length - 1, memory);
  const { runs: shown, place } = arranged;
  const layouts = useLayouts(shown, serverTime);
  const inside = useMemo(
    () => shown.map((_, at) => props.inside[place(at)] ?? null),
    [shown, props.inside, place],
  );
  const selected = selection === null ? undefined : runs[selection.run];
  const isEmpty = layouts.every(({ record }) => record.attempts.length === 0);

  return (
    <section aria-label={text.timeline.name} className="min-w-0">
      <div className="px-4 py-3">
        {/* The width is that of the space inside the padding. */}
        <div ref={frame} className="grid min-w-0 grid-cols-1 gap-3">
          {isEmpty ? (
            <TimelineEmpty sentence={emptySentence(runs, live, text.timeline)} />
          ) : (
            widthPx > 0 && (
              <TimelinePlot
                runs={shown}
                layouts={layouts}
                widthPx={widthPx}
                live={live}
                stale={stale}
                selection={selection && { ...selection, run: place(selection.run) }}
                onSelect={(next) => onSelect(next && { ...next, run: place(next.run) })}
                onLines={(lines) =>
                  onHighlightLines?.(lines.map(({ line, panel }) => ({ line, run: place(panel) })))
                }
                onSwap={arranged.swap}
                arrangement={arranged.arrangement}
                onArrange={arranged.setArrangement}
                memory={memory}
                range={props.range}
                onRange={props.onRange}
                inside={inside}
              />
            )
          )}
          {!isEmpty && <TimelineLegend layouts={layouts} />}
          {runs.length > 0 && (
            <TimelineBadges
              runs={shown}
              layouts={layouts}
              serverTime={serverTime}
              onServerTime={setServerTime}
            />
          )}
        </div>
      </div>
      {selection !== null && selected !== undefined && selection.row < selected.record.attempts.length && (
        <AttemptDetails
          record={selected.record}
          row={selection.row}
          onOutside={props.onOutside}
          runLabel={runs.length > 1 ? selected.label : null}
          onSelect={(row) => onSelect({ run: selection.run, row })}
          onClose={() => onSelect(null)}
        />
      )}
    </section>
  );
}

type EmptyWords = Readonly<Record<"empty" | "noCalls" | "waitingForCall", string>>;

function emptySentence(runs: readonly TimelineRun[], live: boolean, words: EmptyWords): string {
  if (runs.length === 0) return words.empty;
  return live ? words.waitingForCall : words.noCalls;
}
