"use client";

import { useMemo, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { missing } from "#lib/record/attempt-table.ts";
import type { AttemptRange } from "#lib/timeline/attempt-range.ts";
import { criticalPath } from "#lib/timeline/critical-path.ts";
import { withGhostLanes } from "#lib/timeline/ghost-layout.ts";
import { hitTest } from "#lib/timeline/hit-test.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { placeLanes } from "#lib/timeline/place-lanes.ts";
import { toTime } from "#lib/timeline/time-scale.ts";
import { placeOfRow, spanAt } from "#lib/timeline/walk-spans.ts";
import { NotesPanel } from "./notes-panel.tsx";
import { PathShares } from "./path-shares.tsx";
import { PlaybackBar } from "./playback-bar.tsx";
import { type HoverPoint, PlotStack } from "./plot-stack.tsx";
import { RegionPanel } from "./region-panel.tsx";
import { runCommand } from "./run-command.ts";
import { mostSavedSpans, saveSvg } from "./save-svg.ts";
import { SearchBar } from "./search-bar.tsx";
import { TimelineHead } from "./timeline-head.tsx";
import { commandOf, type TimelineCommand } from "./timeline-keys.ts";
import type { Arrangement, TimelineMemory } from "./timeline-memory.ts";
import type { TimelineRun, TimelineSelection } from "./timeline-run.ts";
import { type LineListener, useAwaitedLines, useLineReport } from "./use-awaited-line.ts";
import { useMedia } from "./use-media.ts";
import { useNotes } from "./use-notes.ts";
import { useNow } from "./use-now.ts";
import { usePlayback } from "./use-playback.ts";
import { usePointer } from "./use-pointer.ts";
import { useRegion } from "./use-region.ts";
import { useRegionSentence } from "./use-region-sentence.ts";
import { useSearch } from "./use-search.ts";
import { useTimeView } from "./use-time-view.ts";
import { useWalk } from "./use-walk.ts";

type TimelinePlotProps = {
  /** As drawn: the first one above, or in front. */
  readonly runs: readonly TimelineRun[];
  readonly layouts: readonly RunLayout[];
  readonly widthPx: number;
  readonly live: boolean;
  readonly stale: boolean;
  readonly selection: TimelineSelection | null;
  readonly onSelect: (selection: TimelineSelection | null) => void;
  readonly range: AttemptRange | null;
  readonly onRange: (range: AttemptRange | null) => void;
  readonly inside: readonly (ReadonlySet<number> | null)[];
  /** Told the line of client.ts that is on view; panels count as drawn. */
  readonly onLines: LineListener;
  readonly onSwap: (() => void) | null;
  readonly arrangement: Arrangement;
  readonly onArrange: (next: Arrangement) => void;
  readonly memory: TimelineMemory;
};

/** The drawing itself with its head and its playback: everything that shares one view of time. */
export function TimelinePlot(props: TimelinePlotProps) {
  const { runs, layouts, widthPx, live, stale, selection, onSelect, onLines, onSwap } = props;
  const { arrangement, onArrange, memory } = props;
  const { locale, text } = useText();
  const words = text.timeline;
  const surface = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<HoverPoint | null>(null);
  const [showsPath, setShowsPath] = useState(false);
  const [isSearching, setIsSearching] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const isOverlay = arrangement === "overlay" && layouts.length > 1;
  const panels = useMemo(() => {
    const [front, ghost] = layouts;
    return isOverlay && front !== undefined && ghost !== undefined ? [withGhostLanes(front, ghost)] : layouts;
  }, [layouts, isOverlay]);
  const plot = useMemo(() => placeLanes(panels, widthPx), [panels, widthPx]);
  const labels = useMemo(() => runs.map(({ label }) => label), [runs]);
  const nowUs = useNow(layouts, live);
  const lastUs = Math.max(1, ...layouts.map((layout, i) => (nowUs[i] ?? layout.lastUs) - layout.originUs));
  const endUs = Math.max(1, ...layouts.map(({ makespanUs }) => makespanUs));
  const stretch = { leftPx: plot.gutterPx, widthPx: widthPx - plot.gutterPx - plot.marginPx };
  const view = useTimeView(lastUs, live, still, stretch);
  const { scale } = view;
  const playback = usePlayback(layouts, endUs, surface, memory.moment);
  const walk = useWalk(plot, nowUs, view.reveal);
  const paths = useMemo(
    () => (showsPath ? panels.map(({ record }) => criticalPath(record)) : []),
    [panels, showsPath],
  );

  const region = useRegion(props.range, props.onRange);
  const regionSentence = useRegionSentence(region, layouts, nowUs);
  const show = (found: TimelineSelection) => {
    walk.go(placeOfRow(plot, found.run, found.row));
    onSelect(found);
  };
  const search = useSearch(panels, show);
  const notes = useNotes(layouts);
  const ghost = useMemo(() => {
    const [, layout] = layouts;
    return isOverlay && layout !== undefined ? { layout, nowUs: nowUs[1] ?? layout.endUs } : null;
  }, [layouts, nowUs, isOverlay]);

  const pressed = (point: { x: number; y: number }) => {
    const hit = hitTest(plot, scale, point.x, point.y, nowUs);
    if (hit === null || hit.row === null) return onSelect(null);
    show({ run: hit.panel.run, row: hit.row });
  };
  const timeAt = (px: number) =>
    Math.round(Math.min(view.bounds.toUs, Math.max(view.bounds.fromUs, toTime(scale, px))));
  const pointer = usePointer(surface, {
    view,
    onPress: pressed,
    onRegion: (fromPx, toPx, isOpen) => region.draw(timeAt(fromPx), timeAt(toPx), isOpen),
    onHover: (point) => {
      const hit = point === null ? null : hitTest(plot, scale, point.x, point.y, nowUs);
      setHover(point === null || hit === null || hit.placed === null ? null : { hit, ...point });
    },
  });

  const focused = walk.place === null ? null : spanAt(plot, walk.place, nowUs[walk.place.panel] ?? 0);
  const hovered = hover === null ? null : rowOf(hover.hit.panel.run, hover.hit.row);
  const walked =
    walk.place === null || !isFocused || focused === null ? null : rowOf(walk.place.panel, focused.row);
  // The playhead says what was awaited: focus and selection, left from before, do not speak over it.
  const lookedAt = hovered ?? (playback.playheadUs === null ? (walked ?? selection) : null);
  useLineReport(useAwaitedLines(layouts, lookedAt, playback.playheadUs), onLines);

  const swap =
    onSwap &&
    (() => {
      // The focus would stay at the same place of another run.
      walk.go(null);
      onSwap();
    });
  /** At the playhead, else where something is selected, focused or in view. */
  const placeOfNote = () => {
    if (playback.playheadUs !== null) return { run: 0, atUs: playback.playheadUs, attempt: null };
    if (region.region !== null) return { run: 0, atUs: region.region.fromUs, attempt: null };
    const at = selection ?? walked;
    const layout = at === null ? undefined : layouts[at.run];
    const intendedUs = layout?.record.attempts.intended[at?.row ?? 0];
    if (at !== null && layout !== undefined && intendedUs !== undefined && intendedUs !== missing) {
      return { run: at.run, atUs: Math.max(0, intendedUs - layout.originUs), attempt: at.row };
    }
    return { run: 0, atUs: Math.max(0, scale.fromUs), attempt: null };
  };
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
      back: () => (region.isPicked ? region.clear() : onSelect(null)),
      openSearch: () => setIsSearching(true),
      markRegion: () => {
        const originUs = walk.place === null ? undefined : layouts[walk.place.panel]?.originUs;
        if (focused === null || originUs === undefined) return;
        region.mark({ fromUs: focused.startUs - originUs, toUs: focused.endUs - originUs });
      },
      writeNote: () => notes.write(placeOfNote()),
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
        arrangement={arrangement}
        onArrange={onArrange}
        onNote={() => notes.write(placeOfNote())}
        live={live}
        isWhole={view.isWhole}
        showsPath={showsPath}
        onZoom={(factor) => view.zoom(scale.leftPx + scale.widthPx / 2, factor)}
        onFit={view.fit}
        onPath={() => setShowsPath(!showsPath)}
        onSearch={() => setIsSearching(true)}
        onSwap={swap}
        onSave={spans <= mostSavedSpans ? save : null}
      />
      {isSearching && (
        <SearchBar
          control={search}
          onClose={() => {
            setIsSearching(false);
            surface.current?.focus();
          }}
        />
      )}
      <PlotStack
        surface={surface}
        plot={plot}
        scale={scale}
        nowUs={nowUs}
        inside={props.inside}
        widthPx={widthPx}
        labels={labels}
        paths={paths}
        ghost={ghost}
        notes={notes.notes}
        playback={playback}
        selection={selection}
        hover={hover}
        region={region.region}
        focus={walk.place}
        pointer={pointer}
        onFocusChange={setIsFocused}
        onKeyDown={(event) => {
          const command = commandOf(event);
          if (command === null) return;
          if (command.kind === "back" && selection === null && !region.isPicked) return;
          event.preventDefault();
          event.stopPropagation();
          act(command);
        }}
      />
      <p role="status" className="sr-only">
        {walk.sentence}
      </p>
      <p role="status" className="sr-only">
        {regionSentence}
      </p>
      <NotesPanel
        control={notes}
        labels={labels}
        home={surface}
        onGoTo={({ run, note, atUs }) => {
          view.reveal(atUs, atUs);
          if (note.attempt === null) playback.seek(atUs);
          else show({ run, row: note.attempt });
        }}
      />
      {region.region !== null && (
        <RegionPanel
          layouts={layouts}
          labels={labels}
          nowUs={nowUs}
          region={region.region}
          onZoom={() => region.region !== null && view.show(region.region.fromUs, region.region.toUs)}
          onClose={region.clear}
        />
      )}
      {showsPath && <PathShares paths={paths} labels={labels} />}
      {!live && <PlaybackBar control={playback} endUs={endUs} labels={labels} disabled={stale} />}
    </>
  );
}

function rowOf(run: number, row: number | null): TimelineSelection | null {
  return row === null ? null : { run, row };
}
