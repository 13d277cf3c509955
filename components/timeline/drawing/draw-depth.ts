import type { PlacedLane } from "#lib/timeline/plot.ts";
import { areaUntil, type StepCurve } from "#lib/timeline/step-curve.ts";
import type { BarLook, Ink, Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** The number of overlapping spans as an area from the lane's bottom, one mean per pixel column. */
export function drawDepth(
  pen: Pen,
  view: View,
  curve: StepCurve,
  y: number,
  height: number,
  look: BarLook,
): void {
  if (curve.peak === 0) return;
  const bottom = y + height;
  const steps = stepsOf(view, curve, (depth) => bottom - (depth * height) / curve.peak);
  pen.area([view.leftPx, bottom, ...steps, steps.at(-2) ?? view.leftPx, bottom], look.ink, {
    fill: look.fill,
  });
  pen.line(steps, look.ink, { width: 1.25 });
}

/** The same curve behind bars that are drawn one by one, one line of bars high for each that waits. */
export function drawDepthGround(pen: Pen, view: View, placed: PlacedLane, ink: Ink): void {
  const { depth } = placed.lane;
  if (depth === null || depth.peak < 2) return;
  const bottom = placed.yPx + placed.heightPx;
  const steps = stepsOf(view, depth, (count) => bottom - count * placed.pitchPx);
  pen.area([view.leftPx, bottom, ...steps, steps.at(-2) ?? view.leftPx, bottom], ink, { alpha: 0.16 });
  for (const outline of aboveGround(steps, bottom)) pen.line(outline, ink, { alpha: 0.7 });
}

/** The parts of a step line that leave the ground: where nobody waits there is no outline. */
function aboveGround(steps: readonly number[], bottom: number): readonly number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  for (let i = 0; i < steps.length; i += 2) {
    const [x, y] = [steps[i] as number, steps[i + 1] as number];
    const isFlat = y > bottom - 0.05 && (part.at(-1) ?? 0) > bottom - 0.05;
    if (isFlat) part = [];
    part.push(x, y);
    if (part.length === 4) parts.push(part);
  }
  return parts;
}

/** A step line from the left edge to now, px. */
function stepsOf(view: View, curve: StepCurve, toY: (depth: number) => number): number[] {
  const points: number[] = [];
  const usPerPx = 1 / view.pxPerUs;
  const rightPx = Math.min(view.rightPx, view.x(view.nowUs));
  let before = areaUntil(curve, view.fromUs);
  let drawn = Number.NaN;
  for (let x = view.leftPx; x < rightPx; x++) {
    const area = areaUntil(curve, view.fromUs + (x + 1 - view.leftPx) * usPerPx);
    const top = toY((area - before) / usPerPx);
    before = area;
    if (Math.abs(top - drawn) < 0.05) continue;
    if (!Number.isNaN(drawn)) points.push(x, drawn);
    points.push(x, top);
    drawn = top;
  }
  if (!Number.isNaN(drawn)) points.push(rightPx, drawn);
  return points;
}
