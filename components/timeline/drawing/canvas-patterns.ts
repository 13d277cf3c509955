import type { Fill, Ink } from "./pen.ts";
import type { Theme } from "./theme.ts";

type Pattern = Exclude<Fill, "solid">;

/** Side of the square tile, CSS px. Diagonals must meet at its edges, so the hatch distance divides it. */
const tilePx = 7;

/** Patterns for canvases, made once per theme, ink and fill, sharp at the device's pixels. */
export function createCanvasPatterns(theme: Theme, pixelRatio: number) {
  const made = patternsOf.get(theme) ?? new Map<string, CanvasPattern | null>();
  patternsOf.set(theme, made);
  return (ink: Ink, fill: Pattern): CanvasPattern | null => {
    const key = `${ink}/${fill}/${pixelRatio}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const pattern = drawTile(theme, ink, fill, pixelRatio);
    made.set(key, pattern);
    return pattern;
  };
}

/** Every frame has a pen of its own; tiles outlive it, or each frame would draw them again. */
const patternsOf = new WeakMap<Theme, Map<string, CanvasPattern | null>>();

function drawTile(theme: Theme, ink: Ink, fill: Pattern, pixelRatio: number): CanvasPattern | null {
  const side = fill === "dots" ? 4 : tilePx;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(side * pixelRatio);
  const context = tile.getContext("2d");
  if (context === null) return null;
  const scale = tile.width / side;
  context.scale(scale, scale);
  context.fillStyle = theme[ink];
  context.globalAlpha = backs[fill];
  context.fillRect(0, 0, side, side);
  drawMarks(context, fill, theme, ink, side);
  const pattern = context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern;
}

/** How strongly the ink shows between the marks. */
const backs = { hatch: 0.26, wasted: 0.08, dots: 0.34, cross: 1 } as const satisfies Record<Pattern, number>;

function drawMarks(
  context: CanvasRenderingContext2D,
  fill: Pattern,
  theme: Theme,
  ink: Ink,
  side: number,
): void {
  context.globalAlpha = fill === "cross" ? 0.42 : 1;
  context.strokeStyle = fill === "cross" ? theme.paper : theme[ink];
  context.lineWidth = fill === "hatch" ? 2 : fill === "wasted" ? 1.2 : 1;
  if (fill === "dots") {
    context.fillRect(0, 0, 2, 2);
    return;
  }
  context.beginPath();
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 1, side + 1);
    context.lineTo(shift + side + 1, -1);
    if (fill !== "cross") continue;
    context.moveTo(shift - 1, -1);
    context.lineTo(shift + side + 1, side + 1);
  }
  context.stroke();
}
