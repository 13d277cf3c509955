import { correlation } from "./rank-correlation.ts";
import { studentLimit } from "./student-t.ts";

/** As many as make the spread of their means known within a sixth, and no more: long batches depend less on each other. */
export const usualBatches = 20;
/** Correlation of neighbouring batch means that chance alone passes in 1 of 40 runs: 2 / √20. */
const dependent = 0.447;

export type BatchMeans = {
  readonly mean: number;
  /** Of the mean, in the unit of the values, dependence between neighbours included. */
  readonly standardError: number;
  /** Where the true mean lies with 95 % confidence. */
  readonly lower: number;
  readonly upper: number;
  /** Values in a batch. */
  readonly batchSize: number;
  /** As many independent values would know the mean as well; can be far below the number of values. */
  readonly effectiveSamples: number;
  /** Of each batch mean with the next. */
  readonly correlation: number;
  /** False: even batches depend on each other, and the true error is larger than this one. The run is too short. */
  readonly trusted: boolean;
};

/**
 * The mean of values that depend on their neighbours, as waits in one queue do, and its standard error by batch means
 * (Law & Kelton, Simulation Modeling and Analysis, 9.5): the values, in order of their starts and without warm-up, are cut
 * into 20 batches, whose means are nearly independent. Of a remainder the first values are left out. Null with fewer
 * than five values to a batch.
 */
export function batchMeans(values: Float64Array, batches = usualBatches): BatchMeans | null {
  const batchSize = Math.floor(values.length / batches);
  if (batchSize < 5) return null;
  const used = values.subarray(values.length - batchSize * batches);
  const means = Array.from({ length: batches }, (_, batch) =>
    meanOf(used.subarray(batch * batchSize, (batch + 1) * batchSize)),
  );
  const mean = meanOf(means);
  const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (batches - 1);
  const standardError = Math.sqrt(variance / batches);
  const half = studentLimit(batches - 1) * standardError;
  const single = used.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, used.length - 1);
  const r = correlation(means.slice(0, -1), means.slice(1));
  return {
    mean,
    standardError,
    lower: mean - half,
    upper: mean + half,
    batchSize,
    effectiveSamples: standardError > 0 ? Math.min(used.length, single / standardError ** 2) : used.length,
    correlation: r,
    trusted: r < dependent,
  };
}

function meanOf(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
