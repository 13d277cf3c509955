import { nearestRank, type Sorted } from "#lib/statistics/percentiles.ts";

/** A value and where it lies with 95 % confidence, in the unit of what was measured. */
export type Interval = { readonly value: number; readonly lower: number; readonly upper: number };

/** The middle 95 % of resampled values; the estimate itself always lies inside. */
export function toInterval(value: number, resampled: Sorted): Interval {
  const at = (p: number) => resampled[nearestRank(p, resampled.length) - 1] ?? value;
  return { value, lower: Math.min(value, at(0.025)), upper: Math.max(value, at(0.975)) };
}

/** Whether two intervals have a value in common: two measurements of one thing do not contradict each other. */
export function agree(a: Omit<Interval, "value">, b: Omit<Interval, "value">): boolean {
  return a.lower <= b.upper && b.lower <= a.upper;
}
