import { missing } from "#lib/record/attempt-table.ts";
import type { PlacedLane, Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import { visibleSpans } from "./draw-bars.ts";
import type { Pen } from "./pen.ts";
import { createView, type View } from "./view.ts";

export type Journey = { readonly run: number; readonly row: number; readonly emphasis: "hover" | "selected" };

/** Rims everything that one attempt left in the picture, from the client's thread to its slot and back. */
export function drawJourney(
  pen: Pen,
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  journey: Journey,
): void {
  const panel = plot.panels[journey.run];
  if (panel === undefined) return;
  const view = createView(panel, scale, nowUs[panel.run] ?? panel.layout.endUs);
  const width = journey.emphasis === "selected" ? 2 : 1.5;
  for (const placed of panel.lanes) {
    rimSpans(pen, view, placed, placed.lane, journey.row, width);
    if (placed.back !== null) rimSpans(pen, view, placed, placed.back, journey.row, width);
  }
}

function rimSpans(
  pen: Pen,
  view: View,
  placed: PlacedLane,
  lane: PlacedLane["lane"],
  row: number,
  width: number,
): void {
  const { spans } = lane;
  const [first, last] = visibleSpans(lane, view);
  // Drawn as an area, its bars are not there to be rimmed.
  if (lane.depth !== null && last - first > (view.rightPx - view.leftPx) / 2) return;
  for (let i = spans.row.indexOf(row); i >= 0 && i < spans.length; i = spans.row.indexOf(row, i + 1)) {
    const end = spans.endUs[i] as number;
    const from = Math.max(view.leftPx - 6, view.x(spans.startUs[i] as number));
    const to = Math.min(view.rightPx + 6, Math.max(from + 1, view.x(end === missing ? view.nowUs : end)));
    if (to < view.leftPx || from > view.rightPx) continue;
    if (placed.form === "ribbons")
      rimRibbon(pen, view, placed, lane === placed.back, spans.startUs[i] as number, end);
    else if (placed.form !== "area") {
      const y = placed.yPx + (spans.subRow[i] as number) * placed.pitchPx;
      rim(pen, from, y, to - from, placed.barPx, width);
    }
  }
}

function rim(pen: Pen, x: number, y: number, wide: number, high: number, width: number): void {
  const [l, t, r, b] = [x - 2, y - 2, x + wide + 2, y + high + 2];
  pen.line([l, t, r, t, r, b, l, b, l, t - width / 2], "accent", { width });
}

function rimRibbon(
  pen: Pen,
  view: View,
  placed: PlacedLane,
  isBack: boolean,
  startUs: number,
  endUs: number,
): void {
  const top = placed.yPx;
  const foot = top + placed.heightPx;
  const to = endUs === missing ? view.nowUs : endUs;
  pen.line([view.x(startUs), isBack ? foot : top, view.x(to), isBack ? top : foot], "accent", { width: 3 });
}
