import { missing } from "#lib/record/attempt-table.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import type { PlacedLane, Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import { visibleSpans } from "./draw-bars.ts";
import type { Pen } from "./pen.ts";
import { createView, type View } from "./view.ts";

/** Draws another run as outlines over the lanes of the first panel, and a broken line where it was over. */
export function drawGhost(pen: Pen, plot: Plot, scale: TimeScale, ghost: RunLayout, nowUs: number): void {
  const [panel] = plot.panels;
  if (panel === undefined) return;
  const view = createView({ ...panel, layout: ghost }, scale, nowUs);
  for (const lane of ghost.lanes) {
    const placed = panel.lanes.find((each) => each.lane.id === lane.id);
    if (placed === undefined || placed.form === "area" || placed.form === "ribbons") continue;
    outlineLane(pen, view, placed, lane);
  }
  const x = Math.round(view.x(ghost.endUs)) + 0.5;
  if (x < view.leftPx || x > view.rightPx + 1) return;
  pen.line([x, panel.lanesYPx - 4, x, panel.yPx + panel.heightPx], "inkSoft", { dash });
}

const dash = [4, 3];

function outlineLane(pen: Pen, view: View, placed: PlacedLane, lane: PlacedLane["lane"]): void {
  const [first, last] = visibleSpans(lane, view);
  // More outlines than half the pixels would be a smear.
  if (last - first > (view.rightPx - view.leftPx) / 2) return;
  const { spans } = lane;
  for (let i = first; i < last; i++) {
    const end = spans.endUs[i] as number;
    const from = Math.max(view.leftPx - 4, view.x(spans.startUs[i] as number));
    const to = Math.min(view.rightPx + 4, view.x(end === missing ? view.nowUs : end));
    if (to < view.leftPx || from > view.rightPx) continue;
    const top = placed.yPx + (spans.subRow[i] as number) * placed.pitchPx - 1.5;
    const bottom = top + placed.barPx + 3;
    const right = Math.max(from + 1, to);
    pen.line([from, top, right, top, right, bottom, from, bottom, from, top], "inkSoft", {
      width: 1.25,
      dash,
    });
  }
}
