"use client";

import { useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { criticalPath } from "#lib/timeline/critical-path.ts";
import { type Hit, hitTest } from "#lib/timeline/hit-test.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { placeOfRow, spanAt } from "#lib/timeline/walk-spans.ts";
import type { Journey } from "./drawing/draw-journey.ts";
import { FocusRing } from "./focus-ring.tsx";
import { HoverCard } from "./hover-card.tsx";
import { PathShares } from "./path-shares.tsx";
import { PlaybackBar } from "./playback-bar.tsx";
import { PlaybackCountsRow } from "./playback-counts.tsx";
import { runCommand } from "./run-command.ts";
import { mostSavedSpans, saveSvg } from "./save-svg.ts";
import { TimelineCanvas } from "./timeline-canvas.tsx";
import { TimelineHead } from "./timeline-head.tsx";
import { commandOf, type TimelineCommand } from "./timeline-keys.ts";
import { TimelineLabels } from "./timeline-labels.tsx";
import type { TimelineRun, TimelineSelection } from "./timeline-run.ts";
import { useMedia } from "./use-media.ts";
import { useNow } from "./use-now.ts";
import { usePlayback } from "./use-playback.ts";
import { usePointer } from "./use-pointer.ts";
import { useTimeView } from "./use-time-view.ts";
import { useWalk } from "./use-walk.ts";

type TimelinePlotProps = {
  readonly runs: readonly TimelineRun[];
  readonly layouts: readonly RunLayout[];
  readonly widthPx: number;
  readonly live: boolean;
  readonly stale: boolean;
  readonly selection: TimelineSelection | null;
  readonly onSelect: (selection: TimelineSelection | null) => void;
  readonly onSwap: (() => void) | null;
};

type HoverPoint = { readonly hit: Hit; readonly x: number; readonly y: number };

/** The drawing itself with its head and its playback: everything that shares one view of time. */
export function TimelinePlot({
  runs,
  layouts,
  widthPx,
  live,
  stale,
  selection,
  onSelect,
  onSwap,
}: TimelinePlotProps) {
  const { locale, text } = useText();
  const words = text.timeline;
  const surface = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<HoverPoint | null>(null);
  const [showsPath, setShowsPath] = useState(false);
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const plot = useMemo(() => placeLanes(layouts, widthPx), [layouts, widthPx]);
  const labels = useMemo(() => runs.map(({ label }) => label), [runs]);
  const nowUs = useNow(layouts, live);
  const lastUs = Math.max(1, ...layouts.map((layout, i) => (nowUs[i] ?? layout.lastUs) - layout.originUs));
  const endUs = Math.max(1, ...layouts.map(({ makespanUs }) => makespanUs));
  const stretch = { leftPx: plot.gutterPx, widthPx: widthPx - plot.gutterPx - plot.marginPx };
  const view = useTimeView(lastUs, live, still, stretch);
  const { scale } = view;
  const playback = usePlayback(layouts, endUs, surface);
  const walk = useWalk(plot, nowUs, view.reveal);
  const paths = useMemo(
    () => (showsPath ? layouts.map(({ record }) => criticalPath(record)) : []),
    [layouts, showsPath],
  );

  const pressed = (point: { x: number; y: number }) => {
    const hit = hitTest(plot, scale, point.x, point.y, nowUs);
    if (hit === null || hit.row === null) return onSelect(null);
    walk.go(placeOfRow(plot, hit.panel.run, hit.row));
    onSelect({ run: hit.panel.run, row: hit.row });
  };
  const pointer = usePointer(surface, {
    view,
    onPress: pressed,
    onHover: (point) => {
      const hit = point === null ? null : hitTest(plot, scale, point.x, point.y, nowUs);
      setHover(point === null || hit === null || hit.placed === null ? null : { hit, ...point });
    },
  });

  const journeys = useMemo(() => journeysOf(hover, selection), [hover, selection]);
  const focused = walk.place === null ? null : spanAt(plot, walk.place, nowUs[walk.place.panel] ?? 0);
  const swap =
    onSwap &&
    (() => {
      // The focus would stay at the same place of another run.
      walk.go(null);
      onSwap();
    });
  const act = (command: TimelineCommand) =>
    runCommand(command, {
      view,
      playback,
      walk: walk.step,
      endUs,
      still,
      showDetails: () => {
        if (walk.place !== null && focused !== null && focused.row !== null) {
          onSelect({ run: walk.place.panel, row: focused.row });
        }
      },
      back: () => onSelect(null),
      togglePath: () => setShowsPath(!showsPath),
      swap,
    });

  const spans = layouts.reduce(
    (sum, { lanes }) => sum + lanes.reduce((all, lane) => all + lane.spans.length, 0),
    0,
  );
  const save = () => saveSvg(plot, scale, nowUs, { locale, text: words, labels }, widthPx);
  return (
    <>
      <TimelineHead
        runs={runs}
        live={live}
        isWhole={view.isWhole}
        showsPath={showsPath}
        onZoom={(factor) => view.zoom(scale.leftPx + scale.widthPx / 2, factor)}
        onFit={view.fit}
        onPath={() => setShowsPath(!showsPath)}
        onSwap={swap}
        onSave={spans <= mostSavedSpans ? save : null}
      />
      <div className="relative overflow-clip bg-timeline-paper" style={{ height: plot.heightPx + 4 }}>
        <TimelineCanvas
          plot={plot}
          scale={scale}
          nowUs={nowUs}
          widthPx={widthPx}
          journeys={journeys}
          playheadUs={playback.playheadUs}
          paths={paths}
        >
          <TimelineLabels plot={plot} scale={scale} nowUs={nowUs} widthPx={widthPx} labels={labels} />
        </TimelineCanvas>
        {playback.playheadUs !== null && <PlaybackCountsRow plot={plot} counts={playback.counts} />}
        <div
          ref={surface}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application surface with roving focus (WAI-ARIA).
          tabIndex={0}
          aria-label={words.surface}
          aria-roledescription={words.surfaceRole}
          data-interactive=""
          className="peer absolute inset-0 cursor-crosshair touch-pan-y select-none"
          {...pointer}
          onKeyDown={(event) => {
            const command = commandOf(event);
            if (command === null || (command.kind === "back" && selection === null)) return;
            event.preventDefault();
            event.stopPropagation();
            act(command);
          }}
        />
        {walk.place !== null && (
          <span className="invisible peer-focus-visible:visible">
            <FocusRing plot={plot} scale={scale} nowUs={nowUs} place={walk.place} />
          </span>
        )}
        {hover !== null && (
          <HoverCard hit={hover.hit} xPx={hover.x} yPx={hover.y} widthPx={widthPx} heightPx={plot.heightPx} />
        )}
      </div>
      <p role="status" className="sr-only">
        {walk.sentence}
      </p>
      {showsPath && <PathShares paths={paths} labels={labels} />}
      {!live && <PlaybackBar control={playback} endUs={endUs} labels={labels} disabled={stale} />}
    </>
  );
}

function journeysOf(hover: HoverPoint | null, selection: TimelineSelection | null): readonly Journey[] {
  const journeys: Journey[] = [];
  if (selection !== null) journeys.push({ ...selection, emphasis: "selected" });
  if (hover !== null && hover.hit.row !== null) {
    journeys.push({ run: hover.hit.panel.run, row: hover.hit.row, emphasis: "hover" });
  }
  return journeys;
}
