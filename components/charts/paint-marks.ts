import type { Dot, Spot } from "./dots.ts";
import type { PlotBox } from "./region-box.tsx";
import type { SeriesKey } from "./series-style.ts";

/** Colours as the browser draws them, for a canvas, which knows no custom properties. */
export type MarkColours = Readonly<Record<SeriesKey | "failed", string>>;

/** Pixels per CSS pixel: sharp on every screen, and no more than a file needs. */
const density = 2;

/**
 * All marks as one picture over `plot`, for more calls than SVG can hold: the more there are, the fainter each one, so
 * that what is often seen stays darker. Failures are crosses on top, in full colour. Null where there is no canvas.
 */
export function paintMarks(
  dots: readonly Dot[],
  spots: readonly Spot[],
  plot: PlotBox,
  colours: MarkColours,
): string | null {
  const canvas = Object.assign(document.createElement("canvas"), {
    width: Math.ceil(plot.width * density),
    height: Math.ceil(plot.height * density),
  });
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.scale(density, density);
  pen.translate(-plot.x, -plot.y);
  const size = dots.length > 20_000 ? 1.5 : 2.5;
  for (const key of ["a", "b"] as const) {
    pen.fillStyle = colours[key];
    pen.globalAlpha = alphaOf(dots.length);
    // Run B's marks are upright strokes: told apart by shape as well.
    const [width, height] = key === "a" ? [size, size] : [1, size * 2];
    each(dots, spots, key, true, ({ x, y }) => {
      pen.fillRect(x - width / 2, y - height / 2, width, height);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = colours.failed;
    pen.beginPath();
    each(dots, spots, key, false, ({ x, y }) => {
      pen.moveTo(x - size, y - size);
      pen.lineTo(x + size, y + size);
      pen.moveTo(x - size, y + size);
      pen.lineTo(x + size, y - size);
    });
    pen.stroke();
  }
  return canvas.toDataURL("image/png");
}

/** 1 for a thousand marks, a tenth for a hundred thousand. */
export function alphaOf(count: number): number {
  return Math.min(0.75, Math.max(0.08, Math.sqrt(1_000 / Math.max(1, count))));
}

function each(
  dots: readonly Dot[],
  spots: readonly Spot[],
  key: SeriesKey,
  isOk: boolean,
  draw: (spot: Spot) => void,
): void {
  dots.forEach(({ run, point }, index) => {
    const spot = spots[index];
    if (spot !== undefined && run.key === key && (point.outcome === "ok") === isOk) draw(spot);
  });
}
