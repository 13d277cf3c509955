import { createCanvasPatterns } from "./canvas-patterns.ts";
import type { BoxStyle, Fill, Ink, Pen } from "./pen.ts";
import type { Theme } from "./theme.ts";

type Context = CanvasRenderingContext2D;

/** A box narrower or flatter than this shows its colour alone: a pattern would be noise, and slow. */
const leastPatternPx = 5;

/**
 * A pen on a canvas whose units are CSS px (the caller has scaled it by the device pixel ratio). Colours and alpha are
 * set only when they change: ten thousand boxes of one colour cost one assignment.
 */
export function createCanvasPen(context: Context, theme: Theme, pixelRatio: number): Pen {
  const patterns = createCanvasPatterns(theme, pixelRatio);
  let fillNow = "";
  let alphaNow = 1;
  context.globalAlpha = 1;
  const alpha = (value: number) => {
    if (value !== alphaNow) context.globalAlpha = alphaNow = value;
  };
  const paint = (ink: Ink, fill: Fill) => {
    const key = fill === "solid" ? ink : `${ink}/${fill}`;
    if (key === fillNow) return;
    fillNow = key;
    context.fillStyle = fill === "solid" ? theme[ink] : (patterns(ink, fill) ?? theme[ink]);
  };
  const outline = (ink: Ink, style: BoxStyle, trace: () => void) => {
    context.strokeStyle = theme[ink];
    context.lineWidth = 1;
    context.setLineDash(style.dashed === true ? [3, 2] : []);
    context.beginPath();
    trace();
    context.stroke();
  };
  return {
    box(x, y, width, height, ink, style = plain) {
      const small = width < leastPatternPx || height < 3;
      alpha(style.alpha ?? 1);
      paint(ink, small ? "solid" : (style.fill ?? "solid"));
      const radius = small ? 0 : (style.radius ?? 0);
      if (radius > 0) {
        context.beginPath();
        context.roundRect(x, y, width, height, Math.min(radius, width / 2));
        context.fill();
      } else context.fillRect(x, y, width, height);
      if (style.outline !== true || small) return;
      outline(ink, style, () => context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, radius));
    },
    line(points, ink, style = plain) {
      alpha(style.alpha ?? 1);
      context.strokeStyle = theme[ink];
      context.lineWidth = style.width ?? 1;
      context.setLineDash((style.dash ?? none) as number[]);
      trace(context, points);
      context.stroke();
    },
    area(points, ink, style = plain) {
      alpha(style.alpha ?? 1);
      paint(ink, style.fill ?? "solid");
      trace(context, points);
      context.closePath();
      context.fill();
      if (style.outline === true) outline(ink, style, () => through(context, points));
    },
    text(x, y, words, ink, { size = 12, anchor = "start", weight = 400, halo = false } = {}) {
      alpha(1);
      context.font = `${weight} ${size}px ${getComputedStyle(context.canvas).fontFamily}`;
      context.textAlign = anchor === "middle" ? "center" : anchor;
      if (halo) {
        context.strokeStyle = theme.paper;
        context.lineWidth = 3;
        context.lineJoin = "round";
        context.setLineDash([]);
        context.strokeText(words, x, y);
      }
      paint(ink, "solid");
      context.fillText(words, x, y);
    },
  };
}

const plain = {};
const none: readonly number[] = [];

function trace(context: Context, points: readonly number[]): void {
  context.beginPath();
  through(context, points);
}

function through(context: Context, points: readonly number[]): void {
  context.moveTo(points[0] as number, points[1] as number);
  for (let i = 2; i < points.length; i += 2) context.lineTo(points[i] as number, points[i + 1] as number);
}
