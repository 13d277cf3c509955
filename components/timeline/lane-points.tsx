"use client";

import type { LaneKind } from "#lib/timeline/lane.ts";
import type { Plot } from "#lib/timeline/plot.ts";

const pointOf: Partial<Record<LaneKind, string>> = {
  client: "client-lane",
  networkOut: "network-lane",
  queue: "queue-lane",
  worker: "workers-lane",
  idleSlots: "workers-lane",
};

/** Frames that prose can outline: the lanes of the first panel are drawn, so that there is no element of their own. */
export function LanePoints({ plot }: { readonly plot: Plot }) {
  const lanes = plot.panels[0]?.lanes ?? [];
  return [...new Set(Object.values(pointOf))].map((point) => {
    const own = lanes.filter(({ lane }) => pointOf[lane.kind] === point);
    if (own.length === 0) return null;
    const top = Math.min(...own.map(({ yPx }) => yPx));
    const bottom = Math.max(...own.map(({ yPx, heightPx }) => yPx + heightPx));
    return (
      <span
        key={point}
        aria-hidden="true"
        data-point={point}
        className="pointer-events-none absolute right-1 left-1"
        style={{ top, height: bottom - top }}
      />
    );
  });
}
