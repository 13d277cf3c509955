"use client";

import { memo, useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { trustedDrawing } from "#components/ui/trusted-types.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import { drawFixedLabels, drawMovingLabels } from "./drawing/draw-labels.ts";
import type { LabelWords } from "./drawing/label-words.ts";
import type { Pen } from "./drawing/pen.ts";
import { createSvgPen } from "./drawing/svg-pen.ts";

type TimelineLabelsProps = {
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly nowUs: readonly number[];
  readonly widthPx: number;
  readonly labels: readonly string[];
};

/** Every word of the plot as SVG above the canvas: sharp at any zoom of the page. */
export const TimelineLabels = memo(function TimelineLabels(props: TimelineLabelsProps) {
  const { plot, scale, nowUs, widthPx, labels } = props;
  const { locale, text } = useText();
  const words = useMemo<LabelWords>(() => ({ locale, text: text.timeline, labels }), [locale, text, labels]);
  const rightPx = scale.leftPx + scale.widthPx;
  // Most words stand still: a frame of panning and zooming builds only the few that do not.
  const fixed = useMemo(
    () => svgOf((pen) => drawFixedLabels(pen, plot, rightPx, words)),
    [plot, rightPx, words],
  );
  const moving = useMemo(
    () => svgOf((pen) => drawMovingLabels(pen, plot, scale, nowUs, words)),
    [plot, scale, nowUs, words],
  );
  const size = { widthPx, heightPx: plot.heightPx + 4 };
  return (
    <>
      <WordLayer {...size} body={fixed} />
      <WordLayer {...size} body={moving} />
    </>
  );
});

function svgOf(draw: (pen: Pen) => void): string {
  const pen = createSvgPen("words");
  draw(pen);
  return pen.body();
}

type WordLayerProps = { readonly widthPx: number; readonly heightPx: number; readonly body: string };

const WordLayer = memo(function WordLayer({ widthPx, heightPx, body }: WordLayerProps) {
  return (
    <svg
      aria-hidden="true"
      width={widthPx}
      height={heightPx}
      className="pointer-events-none absolute top-0 left-0 overflow-hidden tabular-nums"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own marks; every word was escaped by the pen.
      dangerouslySetInnerHTML={trustedDrawing(body)}
    />
  );
});
