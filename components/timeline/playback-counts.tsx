"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { PlaybackCounts } from "#lib/timeline/playback-state.ts";
import type { Plot } from "#lib/timeline/plot.ts";

type CountsProps = { readonly plot: Plot; readonly counts: readonly PlaybackCounts[] };

/** In each panel's title line: where its calls are at the playhead. */
export function PlaybackCountsRow({ plot, counts }: CountsProps) {
  const { text } = useText();
  const words = text.timeline.playback;
  const pattern = plot.density === "compact" ? words.shortCounts : words.counts;
  return plot.panels.map((panel, i) => {
    const count = counts[i];
    return count === undefined ? null : (
      <p
        key={panel.run}
        aria-hidden="true"
        className="pointer-events-none absolute right-0 bg-timeline-paper pl-2 text-ink-soft text-xs tabular-nums"
        style={{ top: panel.yPx + (plot.density === "compact" ? 20 : 7) }}
      >
        {formatText(pattern, count)}
      </p>
    );
  });
}
