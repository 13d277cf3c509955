"use client";

import { ArrowUpDown, Download, Maximize2, Route, Search, ZoomIn, ZoomOut } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { headlineText } from "./headline-text.ts";
import type { TimelineRun } from "./timeline-run.ts";

type TimelineHeadProps = {
  readonly runs: readonly TimelineRun[];
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

/** The result in one line, with the tools of the picture at its right. */
export function TimelineHead(props: TimelineHeadProps) {
  const { locale, text } = useText();
  const words = text.timeline;
  const { results, ratio } = headlineText(props.runs, locale, words);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {!props.live && props.runs.length > 0 && (
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2.5 text-ink-soft text-sm tabular-nums">
          {results.map(({ label, duration, blocked }, i) => (
            <span key={`${label}/${i === 0 ? "first" : "second"}`} title={blocked ?? words.clientFree}>
              {results.length > 1 && label}{" "}
              <strong className="font-semibold text-base text-ink">{duration}</strong>
              {results.length === 1 && <> · {blocked ?? words.clientFree}</>}
            </span>
          ))}
          {ratio !== null && (
            <strong className="font-semibold text-accent text-xl" title={words.onePair}>
              {ratio}
            </strong>
          )}
        </p>
      )}
      <div className="ml-auto flex">
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
        {props.onSave !== null && (
          <IconButton label={words.downloadSvg} icon={<Download />} size="small" onClick={props.onSave} />
        )}
      </div>
    </header>
  );
}
