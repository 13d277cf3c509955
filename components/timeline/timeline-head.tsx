"use client";

import {
  ArrowUpDown,
  Download,
  Layers,
  Maximize2,
  Route,
  Rows2,
  Search,
  StickyNote,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Arrangement } from "./timeline-memory.ts";
import type { TimelineRun } from "./timeline-run.ts";

type TimelineHeadProps = {
  /** As drawn. */
  readonly runs: readonly TimelineRun[];
  readonly arrangement: Arrangement;
  readonly onArrange: (next: Arrangement) => void;
  readonly onNote: () => void;
  readonly live: boolean;
  readonly isWhole: boolean;
  readonly showsPath: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onPath: () => void;
  readonly onSearch: () => void;
  /** Null with one run. */
  readonly onSwap: (() => void) | null;
  /** Null when the picture has too many spans to be saved as one. */
  readonly onSave: (() => void) | null;
};

/** The tools of the picture, and what the broken outlines are where two runs lie over each other. */
export function TimelineHead(props: TimelineHeadProps) {
  const { text } = useText();
  const words = text.timeline;
  const isOverlay = props.arrangement === "overlay";
  const [, ghost] = props.runs;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {isOverlay && ghost !== undefined && (
        <p
          data-testid="timeline-ghost"
          className="flex min-w-0 max-w-full items-center gap-2 text-ink-soft text-xs"
        >
          <span aria-hidden="true" className="h-3 w-5 shrink-0 border border-ink-soft border-dashed" />
          <span className="min-w-0 truncate">{formatText(words.ghost, { label: ghost.label })}</span>
        </p>
      )}
      <div className="ml-auto flex flex-wrap justify-end">
        <IconButton
          label={words.search.open}
          icon={<Search />}
          size="small"
          keys={["/"]}
          onClick={props.onSearch}
        />
        <IconButton
          label={words.zoomOut}
          icon={<ZoomOut />}
          size="small"
          keys={["S"]}
          disabled={props.isWhole}
          onClick={() => props.onZoom(1 / 1.6)}
        />
        <IconButton
          label={words.zoomIn}
          icon={<ZoomIn />}
          size="small"
          keys={["W"]}
          onClick={() => props.onZoom(1.6)}
        />
        <IconButton
          label={words.fit}
          icon={<Maximize2 />}
          size="small"
          keys={["F"]}
          disabled={props.isWhole}
          onClick={props.onFit}
        />
        <IconButton
          label={words.criticalPath}
          icon={<Route />}
          size="small"
          keys={["C"]}
          aria-pressed={props.showsPath}
          onClick={props.onPath}
        />
        {props.onSwap !== null && (
          <IconButton
            label={words.swap}
            icon={<ArrowUpDown />}
            size="small"
            keys={["X"]}
            onClick={props.onSwap}
          />
        )}
        {props.onSwap !== null && (
          <IconButton
            label={isOverlay ? words.stacked : words.overlay}
            icon={isOverlay ? <Rows2 /> : <Layers />}
            size="small"
            onClick={() => props.onArrange(isOverlay ? "stacked" : "overlay")}
          />
        )}
        <IconButton
          label={words.notes.add}
          icon={<StickyNote />}
          size="small"
          keys={["M"]}
          onClick={props.onNote}
        />
        {props.onSave !== null && (
          <IconButton
            label={words.downloadSvg}
            icon={<Download />}
            size="small"
            className="max-sm:hidden"
            onClick={props.onSave}
          />
        )}
      </div>
    </header>
  );
}
