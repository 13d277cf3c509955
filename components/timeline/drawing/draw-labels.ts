import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { callCounts } from "#lib/timeline/call-counts.ts";
import { durationUnit, formatDuration, formatTick } from "#lib/timeline/format-duration.ts";
import { gapAt } from "#lib/timeline/layout-client.ts";
import type { Panel, PlacedLane, Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, ticks, toPixel } from "#lib/timeline/time-scale.ts";
import { drawBarWords } from "./draw-bar-words.ts";
import { drawGutter } from "./draw-gutter.ts";
import { tickGapPx } from "./draw-lanes.ts";
import type { LabelWords } from "./label-words.ts";
import type { Pen } from "./pen.ts";
import { createView, type View } from "./view.ts";

/** The words that stay where they are while the view moves: titles, names of lanes, figures beside the strip. */
export function drawFixedLabels(pen: Pen, plot: Plot, rightPx: number, words: LabelWords): void {
  for (const panel of plot.panels) {
    drawTitle(pen, panel, rightPx + plot.marginPx, words);
    drawGutter(pen, panel, plot, words);
    if (panel.concurrency !== null) drawStripWords(pen, panel, plot, rightPx, words);
  }
}

/** The words that move with the view: axis, brackets, bars and totals. Few marks: they live above the canvas. */
export function drawMovingLabels(
  pen: Pen,
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  words: LabelWords,
): void {
  drawAxis(pen, plot, scale, words);
  for (const panel of plot.panels) {
    const view = createView(panel, scale, nowUs[panel.run] ?? panel.layout.endUs);
    for (const placed of panel.lanes) if (placed.form === "thread") drawGapWords(pen, view, placed, words);
    drawBarWords(pen, view, words.locale);
    drawTotal(pen, view, words);
  }
}

function drawAxis(pen: Pen, plot: Plot, scale: TimeScale, { locale }: LabelWords): void {
  const marks = ticks(scale, tickGapPx(plot));
  const stepUs = (marks[1] ?? 0) - (marks[0] ?? 0) || scale.toUs - scale.fromUs;
  // One unit for both panels and for every zoom of the same view: that of its right edge.
  const unit = durationUnit(Math.max(stepUs, scale.toUs));
  const y = plot.axisPx - 8;
  for (const us of marks) {
    const x = toPixel(scale, us);
    const anchor = x - scale.leftPx < 14 ? "start" : "middle";
    pen.text(x, y, formatTick(locale, us, stepUs, unit), "inkFaint", { size: 12, anchor });
  }
  pen.line(
    [scale.leftPx, plot.axisPx - 0.5, scale.leftPx + scale.widthPx, plot.axisPx - 0.5],
    "hairlineStrong",
  );
}

function drawTitle(pen: Pen, panel: Panel, widthPx: number, { locale, text, labels }: LabelWords): void {
  const y = panel.yPx + 18;
  const label = labels[panel.run] ?? "";
  const summary = summarizeRun(panel.layout.record);
  const left = estimateWidth(label, 13) + 10;
  const whole = callCounts(summary, locale, text);
  const isWide = left + estimateWidth(whole, 12) <= widthPx;
  // Half a figure would be a wrong one: where there is no room, the run's own calls are said alone.
  const calls = isWide || summary.calls === 0 ? whole : formatPlural(locale, text.calls, summary.calls);
  pen.text(0, y, label, "ink", { size: 13, weight: 600, halo: true });
  pen.text(left, y, calls, "inkFaint", {
    size: 12,
    halo: true,
  });
}

/** Without a font the width of words is a guess: half the size for a Latin letter, all of it for an ideograph. */
function estimateWidth(words: string, size: number): number {
  return [...words].reduce(
    (sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1.02 : 0.55) * size,
    0,
  );
}

function drawGapWords(
  pen: Pen,
  view: View,
  { lane, beatsYPx }: PlacedLane,
  { locale, text }: LabelWords,
): void {
  for (const gap of lane.gaps) {
    const seen = gapAt(gap, view.nowUs);
    if (seen === null) continue;
    const { fromUs, toUs } = seen;
    const from = Math.max(view.leftPx, view.x(fromUs));
    const to = Math.min(view.rightPx, view.x(toUs));
    if (to - from < 56) continue;
    const duration = formatDuration(locale, toUs - fromUs);
    const words = to - from > 190 ? formatText(text.couldNotReact, { duration }) : duration;
    const middle = (from + to) / 2;
    const wide = estimateWidth(words, 12) + 12;
    pen.box(middle - wide / 2, beatsYPx, wide, 14, "paper");
    pen.text(middle, beatsYPx + 11, words, "failed", { size: 12, anchor: "middle", weight: 500 });
  }
}

/** The run's length beside its end, in the first lane. */
function drawTotal(pen: Pen, view: View, { locale, text }: LabelWords): void {
  const { layout, lanes } = view.panel;
  const first = lanes[0];
  if (first === undefined || layout.record.attempts.length === 0) return;
  const running = layout.record.header.outcome.kind === "running";
  const x = view.x(running ? view.nowUs : layout.endUs);
  if (x < view.leftPx || x > view.rightPx + 1) return;
  const words = formatDuration(locale, (running ? view.nowUs : layout.endUs) - layout.originUs);
  pen.text(x + 7, first.yPx + first.barPx / 2 + 4.5, words, "ink", { size: 13, weight: 600, halo: true });
  if (layout.withoutServer && !running) {
    const server = lanes.find(({ lane }) => lane.slots > 0) ?? lanes.at(-1);
    if (server !== undefined)
      pen.text(view.leftPx + 8, server.yPx + 10, text.noServerStamps, "failed", { size: 12, halo: true });
  }
}

function drawStripWords(
  pen: Pen,
  panel: Panel,
  plot: Plot,
  rightPx: number,
  { locale, text }: LabelWords,
): void {
  const strip = panel.concurrency;
  if (strip === null) return;
  const { concurrency, workers, record } = panel.layout;
  const right = plot.gutterPx - 10;
  pen.text(0, strip.yPx + 15, text.lanes.concurrency, "inkSoft", { size: 13 });
  if (record.attempts.length === 0) return;
  const { top } = strip;
  pen.text(right, strip.yPx + 11, formatNumber(locale, top), "inkFaint", { size: 11, anchor: "end" });
  pen.text(right, strip.yPx + strip.heightPx, "0", "inkFaint", { size: 11, anchor: "end" });
  const x = rightPx + 7;
  const mean = formatNumber(locale, concurrency.meanInFlight, 2);
  const little = formatNumber(locale, concurrency.littleInFlight, 2);
  pen.text(x, strip.yPx + strip.heightPx - 16, formatText(text.littleL, { value: mean }), "inkFaint", {
    size: 11,
  });
  pen.text(x, strip.yPx + strip.heightPx - 2, formatText(text.littleLw, { value: little }), "inkFaint", {
    size: 11,
  });
  if (workers === null || workers > top) return;
  const y = strip.yPx + strip.heightPx - (workers * (strip.heightPx - 2)) / top;
  const limit = formatPlural(locale, text.workerLimit, workers);
  if (y < strip.yPx + strip.heightPx - 26) pen.text(x, y + 4, limit, "inkSoft", { size: 11 });
}
