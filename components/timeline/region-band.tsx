"use client";

import type { Plot } from "#lib/timeline/plot.ts";
import type { Region } from "#lib/timeline/region-statistics.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";

type RegionBandProps = { readonly plot: Plot; readonly scale: TimeScale; readonly region: Region };

/** The selected stretch of time, over all panels. */
export function RegionBand({ plot, scale, region }: RegionBandProps) {
  const right = scale.leftPx + scale.widthPx;
  const edge = (us: number) => Math.min(right, Math.max(scale.leftPx, toPixel(scale, us)));
  const [from, to] = [edge(region.fromUs), edge(region.toUs)];
  return (
    <span
      aria-hidden="true"
      data-timeline-region=""
      className="pointer-events-none absolute border-accent border-x bg-accent/10"
      style={{ left: from, width: Math.max(2, to - from), top: plot.axisPx, bottom: 0 }}
    />
  );
}
