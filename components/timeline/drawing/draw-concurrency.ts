import type { Concurrency } from "#lib/timeline/lane.ts";
import { areaUntil, type StepCurve } from "#lib/timeline/step-curve.ts";
import type { BoxStyle, Ink, Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** From the bottom: what holds a slot, what waits for one, what travels, what the client keeps. */
const layers: readonly { readonly curve: keyof Concurrency; readonly ink: Ink; readonly style: BoxStyle }[] =
  [
    { curve: "wasted", ink: "execution", style: { fill: "wasted" } },
    { curve: "executing", ink: "execution", style: {} },
    { curve: "queued", ink: "queue", style: { fill: "hatch" } },
    { curve: "network", ink: "network", style: {} },
    { curve: "client", ink: "idle", style: {} },
  ];

/** Stacked step curves of the calls in flight, with the worker limit as a dashed line. */
export function drawConcurrency(pen: Pen, view: View): void {
  const strip = view.panel.concurrency;
  if (strip === null) return;
  const { concurrency, workers } = view.panel.layout;
  const { top } = strip;
  const bottom = strip.yPx + strip.heightPx;
  const unitPx = (strip.heightPx - 2) / top;
  const endPx = Math.max(view.leftPx, Math.min(view.rightPx, view.x(view.nowUs)));
  const columns = Math.max(0, Math.ceil(endPx - view.leftPx));
  const floor = new Float64Array(columns);
  for (const { curve, ink, style } of layers) {
    const values = columnMeans(concurrency[curve] as StepCurve, view, columns);
    if (values === null) continue;
    pen.area(outlineOf(floor, values, view.leftPx, bottom, unitPx, endPx), ink, style);
    for (let i = 0; i < columns; i++) floor[i] = (floor[i] as number) + (values[i] as number);
  }
  pen.line([view.leftPx, bottom + 0.5, view.rightPx, bottom + 0.5], "hairlineStrong");
  if (workers === null || workers > top) return;
  const limit = Math.round(bottom - workers * unitPx) + 0.5;
  pen.line([view.leftPx, limit, view.rightPx, limit], "ink", { dash: [4, 3], alpha: 0.75 });
}

/** Mean of the curve in each pixel column; null where it is nothing at all. */
function columnMeans(curve: StepCurve, view: View, columns: number): Float64Array | null {
  if (curve.length === 0) return null;
  const means = new Float64Array(columns);
  const usPerPx = 1 / view.pxPerUs;
  let before = areaUntil(curve, view.fromUs);
  let any = false;
  for (let i = 0; i < columns; i++) {
    const area = areaUntil(curve, Math.min(view.nowUs, view.fromUs + (i + 1) * usPerPx));
    means[i] = (area - before) / usPerPx;
    before = area;
    if ((means[i] as number) > 0) any = true;
  }
  return any ? means : null;
}

function outlineOf(
  floor: Float64Array,
  values: Float64Array,
  left: number,
  bottom: number,
  unit: number,
  endPx: number,
): number[] {
  const columns = values.length;
  const upper: number[] = [];
  const lower: number[] = [];
  for (let i = 0; i < columns; i++) {
    const base = floor[i] as number;
    const top = base + (values[i] as number);
    const flat =
      i > 0 &&
      i < columns - 1 &&
      base === floor[i - 1] &&
      top === base + (values[i - 1] as number) &&
      floor[i + 1] === base &&
      values[i + 1] === values[i];
    if (flat) continue;
    const right = Math.min(endPx, left + i + 1);
    upper.push(left + i, bottom - top * unit, right, bottom - top * unit);
    lower.push(left + i, bottom - base * unit, right, bottom - base * unit);
  }
  for (let i = lower.length - 2; i >= 0; i -= 2) upper.push(lower[i] as number, lower[i + 1] as number);
  return upper;
}
