import { missing } from "#lib/record/attempt-table.ts";
import type { Panel, PlacedLane, Plot } from "./plot.ts";
import { firstAfter } from "./span-columns.ts";
import { pixelsPerUs, type TimeScale, toTime } from "./time-scale.ts";

/** What lies under a point of the plot. */
export type Hit = {
  readonly panel: Panel;
  readonly placed: PlacedLane | null;
  /** µs since the run's zero. */
  readonly atUs: number;
  /** Index into the lane's spans; null: nothing there. */
  readonly span: number | null;
  /** Attempt row of that span; null when it belongs to none. */
  readonly row: number | null;
};

/** Bars are thin: this much beside one still means it, px. */
const slackPx = 3;

/** Finds lane and span under a point: lanes by their place, spans by binary search. Null outside every panel. */
export function hitTest(
  plot: Plot,
  scale: TimeScale,
  xPx: number,
  yPx: number,
  nowUs: readonly number[],
): Hit | null {
  const panel = plot.panels.find((p) => yPx >= p.yPx && yPx < p.yPx + p.heightPx);
  if (panel === undefined) return null;
  const atUs = toTime(scale, xPx) + panel.layout.originUs;
  const placed =
    panel.lanes.find((p) => yPx >= p.yPx - 1 && yPx < p.yPx + Math.max(p.heightPx, p.pitchPx) + 1) ?? null;
  if (placed === null) return { panel, placed, atUs, span: null, row: null };
  const slackUs = slackPx / pixelsPerUs(scale);
  const line =
    placed.form === "bars" && placed.lane.rows > 1 ? Math.floor((yPx - placed.yPx) / placed.pitchPx) : null;
  const search = { atUs, slackUs, line, nowUs: nowUs[panel.run] ?? panel.layout.endUs };
  const span = placed.form === "area" ? null : nearestSpan(placed, search);
  const ribbon =
    span === null && placed.back !== null ? nearestSpan({ ...placed, lane: placed.back }, search) : null;
  const row =
    spanRow(placed, span) ??
    (placed.back === null ? null : spanRow({ ...placed, lane: placed.back }, ribbon));
  return { panel, placed, atUs, span, row };
}

function spanRow({ lane }: PlacedLane, span: number | null): number | null {
  const row = span === null ? undefined : lane.spans.row[span];
  return row === undefined || row === missing ? null : row;
}

type Search = {
  readonly atUs: number;
  readonly slackUs: number;
  readonly line: number | null;
  readonly nowUs: number;
};

/** The span that covers the moment, or the nearest within the slack. */
function nearestSpan({ lane }: PlacedLane, { atUs, slackUs, line, nowUs }: Search): number | null {
  const { spans } = lane;
  let best: number | null = null;
  let bestUs = slackUs;
  for (let i = firstAfter(spans.startUs, atUs + slackUs, spans.length) - 1; i >= 0; i--) {
    const start = spans.startUs[i] as number;
    if (start + lane.longestUs < atUs - slackUs) break;
    if (line !== null && spans.subRow[i] !== line) continue;
    const end = spans.endUs[i] === missing ? nowUs : (spans.endUs[i] as number);
    const distance = atUs < start ? start - atUs : atUs > end ? atUs - end : 0;
    if (distance === 0) return i;
    if (distance <= bestUs) {
      best = i;
      bestUs = distance;
    }
  }
  return best;
}
