import { gapAt } from "#lib/timeline/layout-client.ts";
import type { PlacedLane } from "#lib/timeline/plot.ts";
import { firstAfter, spanMarks } from "#lib/timeline/span-columns.ts";
import { drawBars, visibleSpans } from "./draw-bars.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Ticks closer than this are thinned to a picket fence that one can still see as one, px. */
const leastTickPx = 4;
const tickHeightPx = 6;

/** A thread: free as a thin line, blocked and busy as bars, below it the heartbeat and red brackets for its gaps. */
export function drawThread(pen: Pen, view: View, placed: PlacedLane): void {
  const { lane, yPx, barPx } = placed;
  const from = Math.max(view.leftPx, view.x(view.panel.layout.originUs));
  const to = Math.min(view.rightPx, view.x(Math.min(view.endUs, lane.freeUntilUs)));
  const middle = Math.round(yPx + barPx / 2);
  if (to > from) pen.box(from, middle - 1, to - from, 2, "idle");
  const [first, last] = visibleSpans(lane, view);
  const widthPx = view.rightPx - view.leftPx;
  if (last - first > widthPx / 2) drawBars(pen, view, placed, { ink: "blocked", fill: "solid" });
  else for (let i = first; i < last; i++) drawInterval(pen, view, placed, i);
  if (lane.beats.length > 0) drawBeats(pen, view, placed);
}

function drawInterval(pen: Pen, view: View, { lane, yPx, barPx }: PlacedLane, i: number): void {
  const from = Math.max(view.leftPx - 4, view.x(lane.spans.startUs[i] as number));
  const to = Math.min(view.rightPx + 4, view.x(Math.min(lane.spans.endUs[i] as number, view.nowUs)));
  if (to < view.leftPx) return;
  const gap = to - from > 3 ? 0.75 : 0;
  const busy = ((lane.spans.marks[i] as number) & spanMarks.busy) !== 0;
  const inset = busy ? 3 : 0;
  pen.box(from, yPx + inset, Math.max(1, to - from - gap), barPx - 2 * inset, busy ? "inkSoft" : "blocked", {
    fill: busy ? "solid" : "cross",
    radius: 2,
  });
}

function drawBeats(pen: Pen, view: View, { lane, beatsYPx }: PlacedLane): void {
  const { beats } = lane;
  const last = firstAfter(beats, view.toUs);
  let drawnPx = Number.NEGATIVE_INFINITY;
  for (let i = firstAfter(beats, view.fromUs - 1); i < last; ) {
    const x = view.x(beats[i] as number);
    if (x - drawnPx >= leastTickPx - 0.01) {
      pen.box(Math.round(x), beatsYPx, x - drawnPx > 12 ? 2 : 1, tickHeightPx, "idle");
      drawnPx = x;
      // Skips by search, not one by one: a minute has six thousand beats.
      i = Math.max(i + 1, firstAfter(beats, (beats[i] as number) + (leastTickPx - 0.5) / view.pxPerUs, last));
    } else i++;
  }
  for (const gap of lane.gaps) {
    const seen = gapAt(gap, view.nowUs);
    if (seen === null || seen.toUs < view.fromUs || seen.fromUs > view.toUs) continue;
    const { fromUs, toUs } = seen;
    drawBracket(pen, Math.max(view.leftPx, view.x(fromUs)), Math.min(view.rightPx, view.x(toUs)), beatsYPx);
  }
}

function drawBracket(pen: Pen, from: number, to: number, y: number): void {
  const foot = y + tickHeightPx + 0.5;
  if (to - from < 4) pen.box(from, y, Math.max(1, to - from), tickHeightPx, "failed");
  else pen.line([from + 0.75, y, from + 0.75, foot, to - 0.75, foot, to - 0.75, y], "failed", { width: 1.5 });
}
