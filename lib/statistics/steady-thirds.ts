import { batchMeans } from "./batch-means.ts";
import { studentLimit } from "./student-t.ts";

/** Batches of a third: 20 in all would leave too few to know their spread. */
const batchesPerThird = 10;

export type SteadyThirds = {
  /** Means of the first and the last third, in the unit of the values. */
  readonly first: number;
  readonly last: number;
  /** Last − first, and where it lies with 95 % confidence. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** The interval covers 0. */
  readonly steady: boolean;
};

/**
 * Whether values, in order of their starts and without warm-up, are as high at the end as at the beginning: the means of
 * the first and last third, with standard errors by batch means. Null with fewer than 150 values.
 */
export function steadyThirds(values: Float64Array): SteadyThirds | null {
  const third = Math.floor(values.length / 3);
  const first = batchMeans(values.subarray(0, third), batchesPerThird);
  const last = batchMeans(values.subarray(values.length - third), batchesPerThird);
  if (first === null || last === null) return null;
  const difference = last.mean - first.mean;
  const half = studentLimit(2 * batchesPerThird - 2) * Math.hypot(first.standardError, last.standardError);
  const [lower, upper] = [difference - half, difference + half];
  return { first: first.mean, last: last.mean, difference, lower, upper, steady: lower <= 0 && upper >= 0 };
}
