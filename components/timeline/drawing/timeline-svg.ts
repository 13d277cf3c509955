import type { Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import { drawFixedLabels, drawMovingLabels } from "./draw-labels.ts";
import { drawLanes } from "./draw-lanes.ts";
import type { LabelWords } from "./label-words.ts";
import { createSvgPen } from "./svg-pen.ts";

/** The inner SVG of a plot: the same marks and words as the canvas and its overlay. */
export function timelineSvg(
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  words: LabelWords,
  prefix: string,
): string {
  const marks = createSvgPen(prefix);
  drawLanes(marks, plot, scale, nowUs);
  const labels = createSvgPen(`${prefix}-words`);
  drawFixedLabels(labels, plot, scale.leftPx + scale.widthPx, words);
  drawMovingLabels(labels, plot, scale, nowUs, words);
  const clip = `<clipPath id="${prefix}-clip"><rect x="${scale.leftPx - 1}" width="${scale.widthPx + 2}" height="${plot.heightPx + 2}"/></clipPath>`;
  return `<defs>${clip}</defs>${marks.definitions()}<g clip-path="url(#${prefix}-clip)">${marks.body()}</g>${labels.body()}`;
}
