import { missing } from "#lib/record/attempt-table.ts";
import type { PlacedLane } from "#lib/timeline/plot.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";
import { isSeen, visibleSpans } from "./draw-bars.ts";
import { drawDrops } from "./draw-drops.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/**
 * The network of a few calls: down to the server on the way out, up to the client on the way back, and hairlines that
 * tie them to the bars they lead to.
 */
export function drawRibbons(pen: Pen, view: View, placed: PlacedLane): void {
  const top = placed.yPx;
  const bottom = top + placed.heightPx;
  drawWay(pen, view, placed, { lane: placed.lane, fromY: top, toY: bottom });
  if (placed.back !== null) drawWay(pen, view, placed, { lane: placed.back, fromY: bottom, toY: top });
  if (view.inside === null) drawDrops(pen, view, bottom);
}

/** One direction of the network: from the height of who sends to that of who receives. */
type Way = { readonly lane: PlacedLane["lane"]; readonly fromY: number; readonly toY: number };

function drawWay(pen: Pen, view: View, placed: PlacedLane, way: Way): void {
  const { marks } = way.lane.spans;
  const [first, last] = visibleSpans(way.lane, view);
  for (let i = first; i < last; i++) {
    const bits = marks[i] as number;
    if ((bits & spanMarks.wasted) !== 0 || !isSeen(view, way.lane, i)) continue;
    if ((bits & spanMarks.merged) === 0) drawRibbon(pen, view, placed, way, i);
    else {
      const { startUs, endUs } = way.lane.spans;
      const end = endUs[i] as number;
      const to = view.x(end === missing ? view.nowUs : end);
      drawMerged(pen, view.x(startUs[i] as number), to, placed, bits);
    }
  }
}

function drawRibbon(pen: Pen, view: View, placed: PlacedLane, { lane, fromY, toY }: Way, i: number): void {
  const { startUs, endUs, marks, row } = lane.spans;
  const { attempts } = view.panel.layout.record;
  const end = endUs[i] as number;
  const from = view.x(startUs[i] as number);
  const to = view.x(end === missing ? view.nowUs : end);
  const isSent = attempts.sent[row[i] as number] === startUs[i];
  if (end === missing) {
    pen.line([from, fromY, to, (fromY + toY) / 2], "network", openRibbon);
  } else {
    const bandPx = uncertaintyUs(view) * view.pxPerUs;
    if (isSent) drawBand(pen, to, toY, from, fromY, bandPx);
    else drawBand(pen, from, fromY, to, toY, bandPx);
    pen.line([from, fromY, to, toY], "network", ribbon);
  }
  if (!isSent && ((marks[i] as number) & spanMarks.failed) !== 0) drawFailure(pen, to, placed.yPx);
}

function uncertaintyUs(view: View): number {
  const { offsetUs, uncertaintyUs: us } = view.panel.layout.record.header.clock;
  return offsetUs === null ? 0 : us;
}

const ribbon = { width: 1.5 };
const openRibbon = { width: 1.5, dash: [4, 3] };

/** The split into out and back is only known within δ: a hatched band at the boundary. */
function drawBand(pen: Pen, x: number, y: number, farX: number, farY: number, widthPx: number): void {
  if (widthPx < 3) return;
  pen.area([x - widthPx / 2, y, x + widthPx / 2, y, farX, farY], "network", { fill: "wasted", alpha: 0.8 });
}

function drawMerged(pen: Pen, from: number, to: number, { yPx, heightPx }: PlacedLane, marks: number): void {
  const height = Math.min(12, heightPx - 8);
  const y = yPx + (heightPx - height) / 2;
  pen.box(from, y, Math.max(3, to - from), height, "network", {
    fill: "wasted",
    outline: true,
    dashed: true,
  });
  if ((marks & spanMarks.failed) !== 0) drawFailure(pen, to, y + height / 2);
}

function drawFailure(pen: Pen, x: number, y: number): void {
  pen.box(x - 5, y - 5, 10, 10, "paper", { radius: 5 });
  pen.line([x - 3.5, y - 3.5, x + 3.5, y + 3.5], "failed", { width: 1.75 });
  pen.line([x - 3.5, y + 3.5, x + 3.5, y - 3.5], "failed", { width: 1.75 });
}
