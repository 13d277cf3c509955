import type { Random } from "#lib/random.ts";
import { normalLimit, studentLimit } from "#lib/statistics/student-t.ts";
import { type Interval, toInterval } from "./interval.ts";
import { fitRelativeLine, fittedAt, type Line } from "./relative-line.ts";

/** Where the two coefficients of a line lie. */
export type LineIntervals = { readonly a: Interval; readonly b: Interval };

/**
 * Residual bootstrap (Efron & Tibshirani 1993, 9.4) of a line fitted by relative errors: the log residuals are dealt
 * anew and the line is fitted again. Residuals are smaller than the errors they stem from and few sizes know
 * little of the spread: they are widened by √(n / (n − 2)) and by Student's t for n − 2 degrees of freedom.
 */
export function bootstrapLine(
  line: Line,
  g: Float64Array,
  t: Float64Array,
  resamples: number,
  random: Random,
): LineIntervals {
  const n = t.length;
  const fitted = t.map((value, at) => fittedAt(line, g[at] ?? 0, value));
  const factors = spread(t.map((value, at) => Math.log(value / (fitted[at] ?? 1)))).map(Math.exp);
  const a = new Float64Array(resamples);
  const b = new Float64Array(resamples);
  for (let round = 0; round < resamples; round++) {
    const again = fitRelativeLine(
      g,
      fitted.map((value) => value * (factors[random.whole(0, n - 1)] ?? 1)),
    );
    a[round] = again.a;
    b[round] = again.b;
  }
  return { a: toInterval(line.a, a.sort()), b: toInterval(line.b, b.sort()) };
}

function spread(residuals: Float64Array): Float64Array {
  const n = residuals.length;
  const mean = residuals.reduce((sum, each) => sum + each, 0) / n;
  const wider = (Math.sqrt(n / (n - 2)) * studentLimit(n - 2)) / normalLimit;
  return residuals.map((each) => (each - mean) * wider);
}
