import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const tokens = readFileSync(new URL("../../app/tokens.css", import.meta.url), "utf8");
const phases = ["network", "queue", "execution", "blocked", "idle"] as const;
type Rgb = readonly [number, number, number];

/** The hex colour of a property in the light block or the dark one. */
function token(theme: "light" | "dark", name: string): Rgb {
  const [light = "", dark = ""] = tokens.split(':root[data-theme="dark"]');
  const hex = new RegExp(`--${name}:\\s*#([0-9a-f]{6})`, "i").exec(theme === "light" ? light : dark)?.[1];
  if (hex === undefined) throw new Error(`--${name} is no hex colour in the ${theme} theme`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
}

const toLinear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const linear = (color: Rgb) => color.map(toLinear) as unknown as Rgb;

/** Relative luminance and contrast of WCAG 2.2. */
function contrast(a: Rgb, b: Rgb): number {
  const luminance = (color: Rgb) => {
    const [r, g, bl] = linear(color);
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Full dichromacy in linear RGB (Machado, Oliveira, Fernandes 2009, severity 1). */
const visions = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** OKLab (Björn Ottosson, 2020) of a colour as seen with a kind of vision. */
function oklab(color: Rgb, vision: readonly number[]): Rgb {
  const source = linear(color);
  const row = (i: number) =>
    Math.min(
      1,
      Math.max(
        0,
        [0, 1, 2].reduce((sum, j) => sum + (vision[i * 3 + j] ?? 0) * (source[j] ?? 0), 0),
      ),
    );
  const [r, g, b] = [row(0), row(1), row(2)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const distance = (a: Rgb, b: Rgb) => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

describe.each(["light", "dark"] as const)("phase colours, %s", (theme) => {
  test.each(phases)("%s has a contrast of at least 3 : 1 to the paper", (phase) => {
    expect(contrast(token(theme, `phase-${phase}`), token(theme, "timeline-paper"))).toBeGreaterThanOrEqual(
      3,
    );
  });

  test.each(Object.entries(visions))("any two stay apart with %s vision", (_, vision) => {
    const seen = phases.map((phase) => oklab(token(theme, `phase-${phase}`), vision));
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1)) expect(distance(a, b)).toBeGreaterThanOrEqual(13);
    });
  });

  test("words on a handler's bar are readable", () => {
    expect(contrast(token(theme, "phase-execution"), token(theme, "timeline-paper"))).toBeGreaterThanOrEqual(
      4.5,
    );
  });
});

test("the measure is right: black on white is 21 : 1 and white's OKLab lightness is 1", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5);
  expect(oklab([1, 1, 1], visions.normal)[0]).toBeCloseTo(1, 4);
});
