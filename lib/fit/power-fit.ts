import { studentLimit } from "#lib/statistics/student-t.ts";
import { correctedAkaike } from "./corrected-akaike.ts";
import type { Interval } from "./interval.ts";
import { logResiduals } from "./log-residuals.ts";
import { fitRelativeLine } from "./relative-line.ts";

/** Beyond this nothing that ends in time grows. */
const largest = 6;
const step = 0.05;
/** a, b, k and the spread of the errors. */
const parameters = 4;

/** t = a + b · nᵏ with any k. */
export type PowerFit = {
  /**
   * The local exponent d ln(t − a) / d ln n, that is k, and all k that the data do not reject (profile likelihood with
   * Student's t for n − 3 degrees of freedom). Null where they reject none: what does not grow has no exponent.
   */
  readonly exponent: Interval | null;
  /** Corrected Akaike criterion, comparable with that of the classes. */
  readonly aicc: number;
};

/**
 * Lets the exponent free, from 0 to 6, with a, b ≥ 0 and relative errors. `floor` is the least relative error that the
 * measurement is believed to have. `n` is ascending, `t` positive, more than five of each.
 */
export function fitPower(n: Float64Array, t: Float64Array, floor: number): PowerFit {
  const misfit = (k: number) => {
    const g = n.map((each) => (each / (n[n.length - 1] ?? 1)) ** k);
    const residuals = logResiduals(fitRelativeLine(g, t), g, t);
    return residuals.reduce((sum, each) => sum + each ** 2, 0) / n.length + floor ** 2;
  };
  const grid = Array.from({ length: Math.round(largest / step) + 1 }, (_, index) => {
    const k = index * step;
    return { k, misfit: misfit(k) };
  });
  const coarse = grid.reduce((best, each) => (each.misfit < best.misfit ? each : best));
  const value = lowest(misfit, Math.max(0, coarse.k - step), Math.min(largest, coarse.k + step));
  const least = misfit(value);
  const limit = least * (1 + studentLimit(n.length - 3) ** 2 / (n.length - 3));
  const aicc = correctedAkaike(least, n.length, parameters);
  // k = 0 is a constant.
  if ((grid[0]?.misfit ?? 0) <= limit) return { exponent: null, aicc };
  const inside = grid.filter((each) => each.misfit <= limit).map(({ k }) => k);
  const lower = crossing(misfit, limit, Math.min(value, ...inside), -step);
  const upper = crossing(misfit, limit, Math.max(value, ...inside), step);
  return { exponent: { value, lower, upper }, aicc };
}

/** Golden-section search for the minimum of a function with one valley. */
function lowest(of: (k: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  while (high - low > 1e-5) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (of(left) <= of(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

/** Where the misfit passes the limit within one step from a place below it. */
function crossing(of: (k: number) => number, limit: number, inside: number, by: number): number {
  let [below, above] = [inside, inside + by];
  for (let halving = 0; halving < 16; halving++) {
    const middle = (below + above) / 2;
    if (of(middle) <= limit) below = middle;
    else above = middle;
  }
  return Math.max(0, below);
}
