import type { Panel } from "#lib/timeline/plot.ts";
import { pixelsPerUs, type TimeScale, toPixel, toTime } from "#lib/timeline/time-scale.ts";

/** A panel as seen through the scale: record times to px and back, and what is visible. */
export type View = {
  readonly panel: Panel;
  readonly leftPx: number;
  readonly rightPx: number;
  /** Record times at the edges, µs. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Where open spans end. */
  readonly nowUs: number;
  /** Where the run was over; now, while it goes on. */
  readonly endUs: number;
  readonly pxPerUs: number;
  /** The rows that are drawn; null: all. */
  readonly inside: ReadonlySet<number> | null;
  x(us: number): number;
};

export function createView(
  panel: Panel,
  scale: TimeScale,
  nowUs: number,
  inside: View["inside"] = null,
): View {
  const { originUs } = panel.layout;
  const pxPerUs = pixelsPerUs(scale);
  const offsetPx = toPixel(scale, -originUs);
  return {
    panel,
    leftPx: scale.leftPx,
    rightPx: scale.leftPx + scale.widthPx,
    fromUs: toTime(scale, scale.leftPx) + originUs,
    toUs: toTime(scale, scale.leftPx + scale.widthPx) + originUs,
    nowUs,
    endUs: panel.layout.record.header.outcome.kind === "running" ? nowUs : panel.layout.endUs,
    pxPerUs,
    inside,
    x: (us) => us * pxPerUs + offsetPx,
  };
}
