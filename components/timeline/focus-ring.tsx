"use client";

import type { Plot } from "#lib/timeline/place-lanes.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";
import { type SpanPlace, spanAt } from "#lib/timeline/walk-spans.ts";

type FocusRingProps = {
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly nowUs: readonly number[];
  readonly place: SpanPlace;
};

/** The ring around the span that has the keyboard's focus. */
export function FocusRing({ plot, scale, nowUs, place }: FocusRingProps) {
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
      aria-hidden="true"
      className="pointer-events-none absolute rounded-sm outline-2 outline-accent outline-offset-2"
      style={{ left: from, top: placed.yPx + line, width: Math.max(3, to - from), height }}
    />
  );
}
