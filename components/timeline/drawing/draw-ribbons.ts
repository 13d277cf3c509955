import { missing } from "#lib/record/attempt-table.ts";
import type { Panel, PlacedLane } from "#lib/timeline/plot.ts";
import { firstAfter, spanMarks } from "#lib/timeline/span-columns.ts";
import { visibleSpans } from "./draw-bars.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/**
 * The network of a few calls: down to the server on the way out, up to the client on the way back, and hairlines that
 * tie them to the bars they lead to.
 */
export function drawRibbons(pen: Pen, view: View, placed: PlacedLane): void {
  const { attempts, header } = view.panel.layout.record;
  const top = placed.yPx;
  const bottom = top + placed.heightPx;
  const bandUs = header.clock.offsetUs === null ? 0 : header.clock.uncertaintyUs;
  const way = (lane: PlacedLane["lane"], fromY: number, toY: number) => {
    const [first, last] = visibleSpans(lane, view);
    for (let i = first; i < last; i++) {
      const { startUs, endUs, marks, row } = lane.spans;
      const end = endUs[i] as number;
      const from = view.x(startUs[i] as number);
      const to = view.x(end === missing ? view.nowUs : end);
      const bits = marks[i] as number;
      if ((bits & spanMarks.wasted) !== 0) continue;
      if ((bits & spanMarks.merged) !== 0) drawMerged(pen, from, to, placed, bits);
      else {
        const open = end === missing;
        const sent = attempts.sent[row[i] as number] === startUs[i];
        const boundary = sent ? to : from;
        if (!open)
          drawBand(
            pen,
            boundary,
            sent ? toY : fromY,
            sent ? from : to,
            sent ? fromY : toY,
            bandUs * view.pxPerUs,
          );
        pen.line([from, fromY, to, open ? (fromY + toY) / 2 : toY], "network", open ? openRibbon : ribbon);
        if (!sent && (bits & spanMarks.failed) !== 0) drawFailure(pen, to, top);
      }
    }
  };
  way(placed.lane, top, bottom);
  if (placed.back !== null) way(placed.back, bottom, top);
  drawThreads(pen, view, bottom);
}

const ribbon = { width: 1.5 };
const openRibbon = { width: 1.5, dash: [4, 3] };
const thread = { width: 1, alpha: 0.45 };

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

/** Vertical hairlines: arrival to queue or slot, queue to slot, slot to the way back; one for calls side by side. */
function drawThreads(pen: Pen, view: View, bottom: number): void {
  const { attempts } = view.panel.layout.record;
  const reach = new Map<number, readonly [number, number]>();
  const drop = (us: number, fromY: number, toY: number) => {
    const x = Math.round(view.x(us)) + 0.5;
    if (x < view.leftPx || x > view.rightPx + 1) return;
    const [top, foot] = reach.get(x) ?? [fromY, toY];
    reach.set(x, [Math.min(top, fromY, toY), Math.max(foot, fromY, toY)]);
  };
  for (let row = 0; row < attempts.length; row++) {
    const started = attempts.started[row] as number;
    const slot = slotPlace(view.panel, attempts.replica[row] as number, attempts.worker[row] as number);
    const queued = queuePlace(view.panel, row, attempts.arrived[row] as number);
    const arrived = attempts.arrived[row] as number;
    if (arrived !== missing && attempts.sent[row] !== missing) {
      const target = queued ?? (started === missing ? null : (slot?.yPx ?? null));
      if (target !== null) drop(arrived, bottom, target);
    }
    if (started === missing || slot === null) continue;
    if (queued !== null) drop(started, queued, slot.yPx);
    const replied = attempts.replied[row] as number;
    const received = attempts.received[row] as number;
    if (replied !== missing && received !== missing && replied <= received) drop(replied, slot.yPx, bottom);
  }
  for (const [x, [top, foot]] of reach) pen.line([x, top, x, foot], "network", thread);
}

function slotPlace(panel: Panel, replica: number, worker: number): PlacedLane | null {
  return (
    panel.lanes.find(
      ({ lane }) => lane.kind === "worker" && lane.replica === replica && lane.index === worker,
    ) ?? null
  );
}

/** Top of the attempt's bar in the queue, px; null when it did not wait. */
function queuePlace(panel: Panel, row: number, arrivedUs: number): number | null {
  const placed = panel.lanes.find(({ lane }) => lane.kind === "queue");
  if (placed === undefined || arrivedUs === missing) return null;
  const { spans } = placed.lane;
  for (let i = firstAfter(spans.startUs, arrivedUs - 1, spans.length); i < spans.length; i++) {
    if ((spans.startUs[i] as number) > arrivedUs) return null;
    if (spans.row[i] === row) return placed.yPx + (spans.subRow[i] as number) * placed.pitchPx;
  }
  return null;
}
