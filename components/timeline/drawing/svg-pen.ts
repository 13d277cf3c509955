import {
  type BoxStyle,
  type Fill,
  type Ink,
  inkProperties,
  type LineStyle,
  type Pen,
  type TextStyle,
} from "./pen.ts";

/** A pen that writes SVG, with colours as custom properties: the same file is right in both themes. */
export type SvgPen = Pen & {
  /** Elements in drawing order, without the `<svg>` around them. */
  body(): string;
  /** The patterns that the body uses. */
  definitions(): string;
};

/** `prefix` keeps pattern ids apart when a page holds several pictures. */
export function createSvgPen(prefix: string): SvgPen {
  const marks: string[] = [];
  const patterns = new Map<string, string>();
  const paint = (ink: Ink, fill: Fill) => {
    if (fill === "solid") return color(ink);
    const id = `${prefix}-${fill}-${ink}`;
    if (!patterns.has(id)) patterns.set(id, patternOf(id, ink, fill));
    return `url(#${id})`;
  };
  const shape = (ink: Ink, { fill = "solid", alpha = 1, outline = false, dashed = false }: BoxStyle) =>
    `fill="${paint(ink, fill)}"${alpha === 1 ? "" : ` opacity="${round(alpha)}"`}` +
    (outline ? ` stroke="${color(ink)}"${dashed ? ' stroke-dasharray="3 2"' : ""}` : "");
  return {
    box(x, y, width, height, ink, style = {}) {
      const radius = style.radius ?? 0;
      // An outline is drawn inside the box, as on the canvas.
      const inset = style.outline === true ? 0.5 : 0;
      marks.push(
        `<rect x="${round(x + inset)}" y="${round(y + inset)}" width="${round(Math.max(0.5, width - 2 * inset))}" height="${round(Math.max(0.5, height - 2 * inset))}"` +
          `${radius > 0 ? ` rx="${round(Math.min(radius, width / 2))}"` : ""} ${shape(ink, style)}/>`,
      );
    },
    line(points, ink, style = {}) {
      marks.push(`<polyline points="${list(points)}" fill="none" stroke="${color(ink)}" ${stroke(style)}/>`);
    },
    area(points, ink, style = {}) {
      marks.push(`<polygon points="${list(points)}" ${shape(ink, style)}/>`);
    },
    text(x, y, words, ink, style = {}) {
      marks.push(
        `<text x="${round(x)}" y="${round(y)}" fill="${color(ink)}"${letters(style)}>${escapeText(words)}</text>`,
      );
    },
    body: () => marks.join(""),
    definitions: () => (patterns.size === 0 ? "" : `<defs>${[...patterns.values()].join("")}</defs>`),
  };
}

function color(ink: Ink): string {
  return `var(${inkProperties[ink]})`;
}

function stroke({ width = 1, alpha = 1, dash }: LineStyle): string {
  const dashes = dash === undefined ? "" : ` stroke-dasharray="${dash.join(" ")}"`;
  return `stroke-width="${width}"${alpha === 1 ? "" : ` opacity="${round(alpha)}"`}${dashes}`;
}

function letters({ size = 12, anchor = "start", weight = 400, halo = false }: TextStyle): string {
  const rim = halo
    ? ' stroke="var(--timeline-paper)" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    : "";
  return ` font-size="${size}"${anchor === "start" ? "" : ` text-anchor="${anchor}"`}${weight === 400 ? "" : ` font-weight="${weight}"`}${rim}`;
}

/** The same tiles as the canvas's (canvas-patterns.ts). */
function patternOf(id: string, ink: Ink, fill: Exclude<Fill, "solid">): string {
  const tile = (size: number, inner: string, turn = 45) =>
    `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">${inner}</pattern>`;
  const back = (alpha: number) => `<rect width="8" height="8" fill="${color(ink)}" opacity="${alpha}"/>`;
  const bar = (width: number, of: Ink = ink, alpha = 1) =>
    `<rect width="${width}" height="8" fill="${color(of)}" opacity="${alpha}"/>`;
  if (fill === "hatch") return tile(5, back(0.26) + bar(2));
  if (fill === "wasted") return tile(6, back(0.08) + bar(1.2));
  if (fill === "dots") return tile(4, `${back(0.34)}<rect width="2" height="2" fill="${color(ink)}"/>`, 0);
  return tile(
    5,
    `${back(1)}${bar(1, "paper", 0.42)}<rect width="8" height="1" fill="${color("paper")}" opacity="0.42"/>`,
  );
}

function list(points: readonly number[]): string {
  return points.map(round).join(" ");
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeText(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
