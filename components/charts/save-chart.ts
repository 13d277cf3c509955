/** Properties that may hold a colour of the theme. */
const painted = ["fill", "stroke"] as const;
const headLine = 18;
const margin = 12;

export type Picture = { readonly svg: string; readonly width: number; readonly height: number };

/**
 * The chart as it is on screen, as a file that stands alone: the theme's colours and the typeface written in, and its
 * title, reading and units above it.
 */
export function toPicture(chart: SVGSVGElement, lines: readonly string[]): Picture {
  const { width, height } = chart.getBoundingClientRect();
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const toRgb = (color: string) => (pixel === null ? color : rgbOf(color, pixel));
  const ink = toRgb(getComputedStyle(chart).color);
  const copy = chart.cloneNode(true) as SVGSVGElement;
  copyPaint(chart, copy, toRgb);
  const wrapped = lines.flatMap((line, index) => wrap(line, (width / (index === 0 ? 8 : 6.6)) | 0));
  const top = margin + wrapped.length * headLine;
  copy.setAttribute("y", String(top));
  const text = wrapped
    .map(
      (line, index) =>
        `<text x="${margin}" y="${margin + (index + 0.75) * headLine}" font-size="${index === 0 ? 15 : 12}" font-weight="${index === 0 ? 600 : 400}" fill="${ink}">${escapeXml(line)}</text>`,
    )
    .join("");
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + height + margin}" font-family="Inter, 'Noto Sans SC', sans-serif" font-size="12">` +
    `<rect width="100%" height="100%" fill="${toRgb(getComputedStyle(document.body).backgroundColor)}"/>${text}` +
    `${new XMLSerializer().serializeToString(copy)}</svg>`;
  return { svg, width, height: top + height + margin };
}

/** Twice as many pixels as on screen. Rejects when the browser cannot draw it. */
export async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  // A data address: the page's policy allows images from nowhere else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas");
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("no picture");
  return blob;
}

/** A file has no stylesheet: what the page computed is written onto each shape. */
function copyPaint(from: Element, to: Element, toRgb: (color: string) => string): void {
  const style = getComputedStyle(from);
  for (const name of painted) {
    const value = style.getPropertyValue(name);
    if (!from.hasAttribute(name) && name !== "fill") continue;
    to.setAttribute(name, value === "none" || value.startsWith("url(") ? value : toRgb(value));
  }
  to.removeAttribute("class");
  to.removeAttribute("style");
  Array.from(from.children).forEach((child, index) => {
    const twin = to.children[index];
    if (twin !== undefined) copyPaint(child, twin, toRgb);
  });
}

/** Programs that open pictures know no `oklch`: the colour as the browser draws it, in the form of 1996. */
function rgbOf(color: string, pen: CanvasRenderingContext2D): string {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0, a = 0] = pen.getImageData(0, 0, 1, 1).data;
  return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
}

/** Breaks at spaces, and between Chinese characters, which count double. */
function wrap(line: string, most: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  let width = 0;
  for (const word of line.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    const size = /^[\u2e80-\uffef]/.test(word) ? 2 : word.length;
    if (width > 0 && width + size > most) {
      lines.push(current);
      current = "";
      width = 0;
    }
    current += word;
    width += size;
  }
  return current === "" ? lines : [...lines, current];
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
