"use client";

import { memo, useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import { drawLabels } from "./drawing/draw-labels.ts";
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
  const body = useMemo(() => {
    const pen = createSvgPen("words");
    drawLabels(pen, plot, scale, nowUs, { locale, text: text.timeline, labels });
    return pen.body();
  }, [plot, scale, nowUs, labels, locale, text]);
  return (
    <svg
      aria-hidden="true"
      width={widthPx}
      height={plot.heightPx + 4}
      className="pointer-events-none absolute top-0 left-0 overflow-hidden tabular-nums"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own marks; every word was escaped by the pen.
      dangerouslySetInnerHTML={{ __html: body }}
    />
  );
});
