import { saveFile } from "#components/ui/save-file.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import type { LabelWords } from "./drawing/label-words.ts";
import { inkProperties } from "./drawing/pen.ts";
import { timelineSvg } from "./drawing/timeline-svg.ts";

/** Above this many spans a picture for people is the wrong file: the record is the right one. */
export const mostSavedSpans = 400;

/** Offers the view as a file: the SVG twin with the theme's colours written in, so that it stands alone. */
export function saveSvg(
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  words: LabelWords,
  widthPx: number,
): void {
  const style = getComputedStyle(document.documentElement);
  const colors = Object.values(inkProperties).map((name) => `${name}:${style.getPropertyValue(name)}`);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${plot.heightPx + 4}" font-family="Inter, sans-serif">` +
    `<style>:root{${colors.join(";")}}</style><rect width="100%" height="100%" fill="var(--timeline-paper)"/>` +
    `${timelineSvg(plot, scale, nowUs, words, "saved")}</svg>`;
  saveFile(new Blob([svg], { type: "image/svg+xml" }), "timeline.svg");
}
