import { missing } from "#lib/record/attempt-table.ts";
import type { Lane } from "#lib/timeline/lane.ts";
import type { PlacedLane } from "#lib/timeline/plot.ts";
import { firstAfter, spanMarks } from "#lib/timeline/span-columns.ts";
import type { MipLevel } from "#lib/timeline/span-mips.ts";
import { drawDepth } from "./draw-depth.ts";
import type { BarLook, BoxStyle, Fill, Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Visible spans of a lane as bars; more bars than half the pixels become density, never a smear. */
export function drawBars(pen: Pen, view: View, placed: PlacedLane, look: BarLook): void {
  const { lane } = placed;
  const [first, last] = visibleSpans(lane, view);
  const widthPx = view.rightPx - view.leftPx;
  const crowded = last - first > widthPx / 2;
  if (view.inside !== null) {
    for (let i = first; i < last; i++) if (isSeen(view, lane, i)) drawBar(pen, view, placed, i, look);
    return;
  }
  // The finest level that leaves one node for two pixels, or the coarsest there is.
  const level = lane.mips.find((_, i) => (last - first) / 4 ** (i + 1) <= widthPx / 2) ?? lane.mips.at(-1);
  if (crowded && lane.depth !== null) {
    drawDepth(pen, view, lane.depth, placed.yPx, placed.heightPx, look);
  } else if (crowded && level !== undefined) {
    drawDensity(pen, view, level, placed, look);
  } else {
    for (let i = first; i < last; i++) drawBar(pen, view, placed, i, look);
  }
}

/** Whether a span is of a row that is drawn. */
export function isSeen(view: View, { spans }: Lane, i: number): boolean {
  return view.inside === null || view.inside.has(spans.row[i] as number);
}

/** Indices of the first span that may be seen and of the first that begins behind the view. */
export function visibleSpans({ spans, longestUs }: Lane, view: View): readonly [number, number] {
  return [
    Math.max(0, firstAfter(spans.startUs, view.fromUs - longestUs - 1, spans.length)),
    firstAfter(spans.startUs, view.toUs, spans.length),
  ];
}

function drawBar(pen: Pen, view: View, placed: PlacedLane, i: number, look: BarLook): void {
  const { spans } = placed.lane;
  const marks = spans.marks[i] as number;
  const end = spans.endUs[i] as number;
  const from = Math.max(view.leftPx - 4, view.x(spans.startUs[i] as number));
  const to = Math.min(view.rightPx + 4, view.x(end === missing ? view.nowUs : end));
  if (to < view.leftPx) return;
  const gap = to - from > 3 ? 0.75 : 0;
  const width = Math.max(1, to - from - gap);
  const y = placed.yPx + (spans.subRow[i] as number) * placed.pitchPx;
  pen.box(from, y, width, placed.barPx, look.ink, styleOf(marks, look.fill, placed.barPx));
  if (placed.barPx >= 5 && width > 2) drawEnd(pen, to - gap, y, placed.barPx, marks);
}

/** ✕ at the end of what failed, an open cap where nobody waited for the end. */
function drawEnd(pen: Pen, x: number, y: number, height: number, marks: number): void {
  const size = Math.min(4, height / 2 - 1);
  const middle = y + height / 2;
  if ((marks & spanMarks.cancelled) !== 0) {
    pen.line([x + 2, y, x + 2, y + height], "failed", dashedCap);
  }
  if ((marks & spanMarks.failed) === 0) return;
  pen.box(x - size - 2, middle - size - 1, 2 * size + 2, 2 * size + 2, "paper", { radius: 2 });
  pen.line([x - 2 * size + 1, middle - size, x - 1, middle + size], "failed", cross);
  pen.line([x - 2 * size + 1, middle + size, x - 1, middle - size], "failed", cross);
}

const cross = { width: 1.75 };
const dashedCap = { width: 1, dash: [2, 2] };

const solid: BoxStyle = {};
const rounded: BoxStyle = { radius: 2 };

function styleOf(marks: number, fill: Fill, height: number): BoxStyle {
  const special = marks & (spanMarks.wasted | spanMarks.merged | spanMarks.cancelled);
  if (special === 0) {
    if (fill !== "solid") return { fill, outline: height >= 4, radius: 1.5 };
    return height >= 8 ? rounded : solid;
  }
  if ((marks & spanMarks.merged) !== 0) return { fill: "wasted", outline: true, dashed: true };
  if ((marks & spanMarks.wasted) !== 0) return { fill: "wasted", outline: true, radius: 1.5 };
  return { fill, alpha: 0.62, outline: true, radius: 2 };
}

function drawDensity(pen: Pen, view: View, level: MipLevel, placed: PlacedLane, look: BarLook): void {
  const bottom = placed.yPx + placed.barPx;
  const last = firstAfter(level.startUs, view.toUs, level.length);
  for (let i = Math.max(0, firstAfter(level.startUs, view.fromUs, level.length) - 1); i < last; i++) {
    const start = level.startUs[i] as number;
    const length = Math.max(1, (level.endUs[i] as number) - start);
    const height = placed.barPx * Math.min(1, (level.busyUs[i] as number) / length);
    pen.box(view.x(start), bottom - height, Math.max(1, length * view.pxPerUs), height, look.ink, solid);
  }
}
