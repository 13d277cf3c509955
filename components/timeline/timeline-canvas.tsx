"use client";

import { type ReactNode, useCallback, useLayoutEffect, useRef } from "react";
import { useTheme } from "#components/ui/use-theme.ts";
import type { CriticalPath } from "#lib/timeline/critical-path.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, toPixel } from "#lib/timeline/time-scale.ts";
import { createCanvasPen } from "./drawing/canvas-pen.ts";
import { drawGhost } from "./drawing/draw-ghost.ts";
import { drawHops } from "./drawing/draw-hops.ts";
import { drawJourney, type Journey } from "./drawing/draw-journey.ts";
import { drawInside, drawLanes } from "./drawing/draw-lanes.ts";
import { drawPath } from "./drawing/draw-path.ts";
import type { Pen } from "./drawing/pen.ts";
import { readTheme, type Theme } from "./drawing/theme.ts";

export type Ghost = { readonly layout: RunLayout; readonly nowUs: number };

type TimelineCanvasProps = {
  readonly plot: Plot;
  readonly scale: TimeScale;
  readonly nowUs: readonly number[];
  /** Each run's rows that were picked in another view; null: all. */
  readonly inside: readonly (ReadonlySet<number> | null)[];
  readonly widthPx: number;
  readonly journeys: readonly Journey[];
  readonly playheadUs: number | null;
  readonly paths: readonly CriticalPath[];
  /** Another run, drawn as outlines over the first panel. */
  readonly ghost: Ghost | null;
  /** The words: above the spans, and veiled with them by the playhead. */
  readonly children: ReactNode;
};

/** Two canvases: below, the spans, drawn when the view changes; above, hover, selection, path and playhead. */
export function TimelineCanvas(props: TimelineCanvasProps) {
  const { plot, scale, nowUs, inside, widthPx, journeys, playheadUs, paths, ghost } = props;
  const spans = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const themeName = useTheme();
  const theme = useRef<{ readonly name: string; readonly colors: Theme } | null>(null);
  const heightPx = plot.heightPx + 4;
  // Most of the time nothing lies above the spans: then there is no second layer to clear and to blend.
  const isBare = journeys.length === 0 && playheadUs === null && paths.length === 0 && ghost === null;
  // Asking the page for thirteen colours twice a frame costs more than most frames draw.
  const colorsOf = useCallback(
    (canvas: HTMLCanvasElement) => {
      if (theme.current?.name !== themeName) theme.current = { name: themeName, colors: readTheme(canvas) };
      return theme.current.colors;
    },
    [themeName],
  );

  useLayoutEffect(() => {
    paint(spans.current, { widthPx, heightPx, scale, ground: "opaque", colorsOf }, (pen) => {
      drawLanes(pen, plot, scale, nowUs);
      drawInside(pen, plot, scale, nowUs, inside);
    });
  }, [plot, scale, nowUs, inside, widthPx, heightPx, colorsOf]);

  useLayoutEffect(() => {
    if (isBare) return;
    paint(overlay.current, { widthPx, heightPx, scale, ground: "clear", colorsOf }, (pen) => {
      if (ghost !== null) drawGhost(pen, plot, scale, ghost.layout, ghost.nowUs);
      drawVeil(pen, plot, scale, playheadUs);
      paths.forEach((path, run) => {
        drawPath(pen, plot, scale, run, path);
      });
      for (const journey of journeys) {
        drawHops(pen, plot, scale, nowUs, journey);
        drawJourney(pen, plot, scale, nowUs, journey);
      }
    });
  }, [plot, scale, nowUs, widthPx, heightPx, journeys, playheadUs, paths, ghost, isBare, colorsOf]);

  const style = { width: widthPx, height: heightPx };
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0">
      <canvas ref={spans} className="absolute top-0 left-0" style={style} />
      {props.children}
      <canvas ref={overlay} hidden={isBare} className="absolute top-0 left-0" style={style} />
    </div>
  );
}

/** What has not happened yet at the playhead stays as a faint shape of itself. */
function drawVeil(pen: Pen, plot: Plot, scale: TimeScale, playheadUs: number | null): void {
  if (playheadUs === null) return;
  const right = scale.leftPx + scale.widthPx;
  const x = toPixel(scale, playheadUs);
  const from = Math.min(right, Math.max(scale.leftPx, x));
  for (const { lanesYPx, yPx, heightPx } of plot.panels) {
    pen.box(from, lanesYPx - 4, right + 2 - from, yPx + heightPx - lanesYPx + 8, "paper", { alpha: 0.8 });
  }
  if (x >= scale.leftPx && x <= right)
    pen.line([x, plot.axisPx - 4, x, plot.heightPx], "accent", { width: 1.5 });
}

type Layer = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scale: TimeScale;
  readonly ground: "opaque" | "clear";
  readonly colorsOf: (canvas: HTMLCanvasElement) => Theme;
};

function paint(canvas: HTMLCanvasElement | null, layer: Layer, draw: (pen: Pen) => void): void {
  const { widthPx, heightPx, scale, ground } = layer;
  const context = canvas?.getContext("2d", { alpha: ground === "clear" }) ?? null;
  if (canvas === null || context === null || widthPx <= 0) return;
  // Beyond two device pixels a CSS pixel nothing gets sharper, only slower.
  const ratio = Math.min(2, devicePixelRatio || 1);
  const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const theme = layer.colorsOf(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  if (ground === "clear") context.clearRect(0, 0, widthPx, heightPx);
  else {
    context.fillStyle = theme.paper;
    // One px more: a fraction of a device pixel at the edge would stay black.
    context.fillRect(0, 0, widthPx + 1, heightPx + 1);
  }
  context.save();
  context.beginPath();
  context.rect(scale.leftPx - 1, 0, scale.widthPx + 3, heightPx);
  context.clip();
  draw(createCanvasPen(context, theme, ratio));
  context.restore();
}
