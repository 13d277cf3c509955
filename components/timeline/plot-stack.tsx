"use client";

import { type KeyboardEventHandler, type Ref, useMemo } from "react";
import type { CriticalPath } from "#lib/timeline/critical-path.ts";
import type { Hit } from "#lib/timeline/hit-test.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import type { Region } from "#lib/timeline/region-statistics.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import type { SpanPlace } from "#lib/timeline/walk-spans.ts";
import type { Journey } from "./drawing/draw-journey.ts";
import { FocusRing } from "./focus-ring.tsx";
import { HoverCard } from "./hover-card.tsx";
import { LanePoints } from "./lane-points.tsx";
import { NoteMarks } from "./note-marks.tsx";
import { PinMarks } from "./pin-marks.tsx";
import { PlaybackCountsRow } from "./playback-counts.tsx";
import { RegionBand } from "./region-band.tsx";
import { type Ghost, TimelineCanvas } from "./timeline-canvas.tsx";
import { TimelineLabels } from "./timeline-labels.tsx";
import type { TimelineSelection } from "./timeline-run.ts";
import { type SurfacePointer, TimelineSurface } from "./timeline-surface.tsx";
import type { ShownNote } from "./use-notes.ts";
import type { PlaybackControl } from "./use-playback.ts";

export type HoverPoint = { readonly hit: Hit; readonly x: number; readonly y: number };

type PlotStackProps = {
  readonly surface: Ref<HTMLDivElement>;
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly nowUs: readonly number[];
  readonly inside: readonly (ReadonlySet<number> | null)[];
  readonly widthPx: number;
  readonly labels: readonly string[];
  readonly paths: readonly CriticalPath[];
  readonly ghost: Ghost | null;
  readonly notes: readonly ShownNote[];
  readonly playback: PlaybackControl;
  readonly selection: TimelineSelection | null;
  readonly hover: HoverPoint | null;
  readonly region: Region | null;
  readonly focus: SpanPlace | null;
  readonly pointer: SurfacePointer;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onFocusChange: (isFocused: boolean) => void;
};

/** The layers of the plot, bottom to top: spans, words, playhead, selection, what takes pointer and keys, focus. */
export function PlotStack(props: PlotStackProps) {
  const { plot, scale, nowUs, widthPx, labels, playback, selection, hover, region, focus } = props;
  const journeys = useMemo(() => journeysOf(hover, selection), [hover, selection]);
  return (
    <div className="relative overflow-clip bg-timeline-paper" style={{ height: plot.heightPx + 4 }}>
      <TimelineCanvas
        plot={plot}
        scale={scale}
        nowUs={nowUs}
        inside={props.inside}
        widthPx={widthPx}
        journeys={journeys}
        playheadUs={playback.playheadUs}
        paths={props.paths}
        ghost={props.ghost}
      >
        <TimelineLabels plot={plot} scale={scale} nowUs={nowUs} widthPx={widthPx} labels={labels} />
      </TimelineCanvas>
      {playback.playheadUs !== null && <PlaybackCountsRow plot={plot} counts={playback.counts} />}
      <NoteMarks plot={plot} scale={scale} notes={props.notes} />
      <PinMarks plot={plot} scale={scale} nowUs={nowUs} />
      <LanePoints plot={plot} />
      {region !== null && <RegionBand plot={plot} scale={scale} region={region} />}
      <TimelineSurface
        ref={props.surface}
        pointer={props.pointer}
        onFocusChange={props.onFocusChange}
        onKeyDown={props.onKeyDown}
      />
      {focus !== null && (
        <span className="invisible peer-focus-visible:visible">
          <FocusRing plot={plot} scale={scale} nowUs={nowUs} place={focus} isCovered={selection !== null} />
        </span>
      )}
      {hover !== null && (
        <HoverCard hit={hover.hit} xPx={hover.x} yPx={hover.y} widthPx={widthPx} heightPx={plot.heightPx} />
      )}
    </div>
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
