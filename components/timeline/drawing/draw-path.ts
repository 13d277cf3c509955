import { missing } from "#lib/record/attempt-table.ts";
import type { CriticalPath } from "#lib/timeline/critical-path.ts";
import type { Panel, Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import type { Pen } from "./pen.ts";
import { createView } from "./view.ts";

/** The chain of work that set the run's length, as one line through the lanes where it happened. */
export function drawPath(pen: Pen, plot: Plot, scale: TimeScale, run: number, path: CriticalPath): void {
  const panel = plot.panels[run];
  if (panel === undefined) return;
  const view = createView(panel, scale, panel.layout.endUs);
  let before: readonly [number, number] | null = null;
  for (const { row, phase, fromUs, toUs } of path.segments) {
    const y = heightOf(panel, row, phase);
    const [from, to] = [clamp(view.x(fromUs), view), clamp(view.x(toUs), view)];
    if (before !== null && before[1] !== y) pen.line([before[0], before[1], from, y], "accent", { width: 2 });
    if (to > from) pen.line([from, y, to, y], "accent", { width: phase === "execution" ? 3 : 2 });
    before = [to, y];
  }
}

function clamp(x: number, view: { readonly leftPx: number; readonly rightPx: number }): number {
  return Math.min(view.rightPx + 4, Math.max(view.leftPx - 4, x));
}

function heightOf(panel: Panel, row: number, phase: CriticalPath["segments"][number]["phase"]): number {
  const { attempts } = panel.layout.record;
  const lane = panel.lanes.find(({ lane: { kind, index, replica } }) => {
    if (row === missing || phase === "client") return kind === "client";
    if (phase === "execution")
      return kind === "worker" && index === attempts.worker[row] && replica === attempts.replica[row];
    return phase === "queue" ? kind === "queue" : kind === "networkOut";
  });
  const placed = lane ?? panel.lanes[0];
  if (placed === undefined) return panel.yPx;
  return placed.form === "bars" && placed.lane.rows === 1
    ? placed.yPx + placed.barPx + 1
    : placed.yPx + (placed.form === "thread" ? placed.barPx : placed.heightPx) / 2;
}
