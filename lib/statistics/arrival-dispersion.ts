import { normalLimit } from "./student-t.ts";

/** Windows hold about this many calls on average: fewer, and counts are too coarse. */
const callsPerWindow = 10;
/** The variance of fewer counts is not known. */
const fewestWindows = 20;

export type ArrivalDispersion = {
  /** Variance / mean of the calls in equally long windows: 1 for Poisson arrivals, 0 for a constant gap, more for bursts. */
  readonly value: number;
  /** Where it lies with 95 % confidence if the windows do not depend on each other. */
  readonly lower: number;
  readonly upper: number;
  readonly windows: number;
  /** Length of a window, in the unit of the starts. */
  readonly window: number;
};

/**
 * The index of dispersion of counts (Cox & Lewis 1966) of calls that start at the given moments, in any order and unit.
 * Null below 200 calls and when all start together.
 */
export function arrivalDispersion(starts: Float64Array): ArrivalDispersion | null {
  const windows = Math.floor(starts.length / callsPerWindow);
  if (windows < fewestWindows) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const start of starts) {
    from = Math.min(from, start);
    to = Math.max(to, start);
  }
  if (!(to > from)) return null;
  const window = (to - from) / windows;
  const counts = new Float64Array(windows);
  for (const start of starts) {
    const at = Math.min(windows - 1, Math.floor((start - from) / window));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const mean = starts.length / windows;
  const value = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (windows - 1) / mean;
  return {
    value,
    lower: value / chiSquareShare(windows - 1, normalLimit),
    upper: value / chiSquareShare(windows - 1, -normalLimit),
    windows,
    window,
  };
}

/** The z-point of χ² / degrees (Wilson & Hilferty 1931); error below 1 % from 19 degrees on. */
function chiSquareShare(degrees: number, z: number): number {
  const k = 2 / (9 * degrees);
  return (1 - k + z * Math.sqrt(k)) ** 3;
}
