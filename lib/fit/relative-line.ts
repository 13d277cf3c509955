/** a + b · g, both at least 0. */
export type Line = { readonly a: number; readonly b: number };

/** The weights settle in about ten rounds; where a and b leap between the bounds they may not settle at all. */
const mostRounds = 25;
const settled = 1e-10;
/** A fitted value below this share of the measured one would take all of the weight. */
export const leastShare = 1e-3;

/**
 * The line through (g, t) with a, b ≥ 0 and least squares of the relative errors: weights 1 / fitted², found by
 * iteration. Measured times err by a share of themselves, so that with equal weights only the largest sizes would count.
 * `t` is positive, `g` at least 0, both of equal length.
 */
export function fitRelativeLine(g: Float64Array, t: Float64Array): Line {
  let line = fitWeighted(g, t, t);
  const scale = new Float64Array(t.length);
  for (let round = 0; round < mostRounds; round++) {
    for (let at = 0; at < t.length; at++) scale[at] = fittedAt(line, g[at] ?? 0, t[at] ?? 0);
    const next = fitWeighted(g, t, scale);
    const still =
      Math.abs(next.a - line.a) <= settled * next.a && Math.abs(next.b - line.b) <= settled * next.b;
    line = next;
    if (still) break;
  }
  return line;
}

/** The fitted value, kept away from 0 (g may be 0, as log 1 is). */
export function fittedAt(line: Line, g: number, t: number): number {
  return Math.max(line.a + line.b * g, leastShare * t);
}

/** Non-negative least squares of two unknowns with weights 1 / scale²: inside the bounds, or the better one of them. */
function fitWeighted(g: Float64Array, t: Float64Array, scale: Float64Array): Line {
  let [w, wg, wgg, wt, wgt] = [0, 0, 0, 0, 0];
  for (let at = 0; at < t.length; at++) {
    const one = 1 / (scale[at] ?? 1);
    const x = (g[at] ?? 0) * one;
    const y = (t[at] ?? 0) * one;
    w += one * one;
    wg += one * x;
    wgg += x * x;
    wt += one * y;
    wgt += x * y;
  }
  const determinant = w * wgg - wg * wg;
  const flat = { a: wt / w, b: 0 };
  // A constant g cannot be told from the intercept.
  if (!(determinant > 1e-12 * w * wgg)) return flat;
  const a = (wgg * wt - wg * wgt) / determinant;
  const b = (w * wgt - wg * wt) / determinant;
  if (a >= 0 && b >= 0) return { a, b };
  // What each bound leaves of the squares: Σ y² − (Σ w t)² / Σ w, and Σ y² − (Σ w g t)² / Σ w g².
  return wt ** 2 / w >= wgt ** 2 / wgg ? flat : { a: 0, b: wgt / wgg };
}
