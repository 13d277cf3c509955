"use client";

import { useEffect, useRef } from "react";
import type { Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";
import { type SpanPlace, spanAt } from "#lib/timeline/walk-spans.ts";

type FocusRingProps = {
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly nowUs: readonly number[];
  readonly place: SpanPlace;
  /** Details cover the lower part of the pane. */
  readonly isCovered: boolean;
};

/** The ring around the span that has the keyboard's focus. */
export function FocusRing({ plot, scale, nowUs, place, isCovered }: FocusRingProps) {
  const ring = useRef<HTMLSpanElement>(null);
  // What has the focus must be seen (WCAG 2.4.11), also in the lower panel and above the details.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place says when.
  useEffect(() => {
    // Returns a promise in newer browsers, which is no clean-up.
    void ring.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place]);
  const panel = plot.panels[place.panel];
  const span = panel === undefined ? null : spanAt(plot, place, nowUs[place.panel] ?? 0);
  if (panel === undefined || span === null) return null;
  const { originUs } = panel.layout;
  const edge = (us: number) =>
    Math.min(scale.leftPx + scale.widthPx + 3, Math.max(scale.leftPx - 3, toPixel(scale, us - originUs)));
  const [from, to] = [edge(span.startUs), edge(span.endUs)];
  const { placed } = span;
  const line = placed.form === "bars" ? span.line * placed.pitchPx : 0;
  const height = placed.barPx > 0 ? placed.barPx : placed.heightPx;
  return (
    <span
      ref={ring}
      aria-hidden="true"
      className={`pointer-events-none absolute scroll-mt-12 rounded-sm outline-2 outline-accent outline-offset-2 ${isCovered ? "scroll-mb-[48vh]" : "scroll-mb-12"}`}
      style={{ left: from, top: placed.yPx + line, width: Math.max(3, to - from), height }}
    />
  );
}
