import { toRanks } from "./rank-correlation.ts";

/** Values to a batch: single values are too noisy to tell a level from chance. */
export const warmUpBatch = 5;
/** With fewer batches the least variance is an accident. */
const fewestBatches = 10;

export type WarmUp =
  | {
      readonly kind: "steady";
      /** How many of the first values to leave out; a multiple of five. */
      readonly cut: number;
    }
  | {
      readonly kind: "noSteadyState";
      /** `tooFew`: fewer than 50 values. `stillChanging`: more than half of them would have to go. */
      readonly reason: "tooFew" | "stillChanging";
    };

/**
 * MSER-5 (White, Cobb & Spratt 2000): where the warm-up of values in the order of their starts ends. Of the means of five
 * values each, those are kept whose own mean is known best, that is with the least Var(tail) / (number kept). When this
 * leaves out more than half there is no steady state, unless what it leaves out is no higher or lower than what it
 * keeps: a few stray values are no warm-up, and the best cut of the first half is taken. The last tenth is never tried
 * alone (Hoad, Robinson & Davies 2008): so few are alike by chance. The unit of the values does not matter.
 */
export function mser5(values: Float64Array): WarmUp {
  const means = toBatches(values);
  const n = means.length;
  if (n < fewestBatches) return { kind: "noSteadyState", reason: "tooFew" };
  const errors = tailErrors(means);
  const anywhere = leastAt(errors, n - Math.max(5, Math.ceil(n / 10)));
  if (anywhere <= n / 2) return { kind: "steady", cut: anywhere * warmUpBatch };
  if (levelsDiffer(means, anywhere)) return { kind: "noSteadyState", reason: "stillChanging" };
  return { kind: "steady", cut: leastAt(errors, Math.floor(n / 2)) * warmUpBatch };
}

/** Values at the end that do not fill a batch count in none. */
function toBatches(values: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / warmUpBatch) }, (_, batch) =>
    values
      .subarray(batch * warmUpBatch, (batch + 1) * warmUpBatch)
      .reduce((sum, each) => sum + each / warmUpBatch, 0),
  );
}

/** Var(tail) / (number kept) of the tail from each place on; from the end backwards, a step each (Welford 1962). */
function tailErrors(means: Float64Array): Float64Array {
  const errors = new Float64Array(means.length);
  let mean = 0;
  let squares = 0;
  for (let from = means.length - 1; from >= 0; from--) {
    const kept = means.length - from;
    const delta = (means[from] ?? 0) - mean;
    mean += delta / kept;
    squares += delta * ((means[from] ?? 0) - mean);
    errors[from] = squares / kept ** 2;
  }
  return errors;
}

/** The first of the least errors, up to and with `last`: a constant has no warm-up. */
function leastAt(errors: Float64Array, last: number): number {
  let best = 0;
  for (let at = 1; at <= last; at++) if ((errors[at] ?? 0) < (errors[best] ?? 0)) best = at;
  return best;
}

/** Three standard errors of the rank sum (Mann & Whitney 1947): strays do not count by their size. */
function levelsDiffer(means: Float64Array, at: number): boolean {
  const n = means.length;
  const rankSum = toRanks([...means])
    .slice(0, at)
    .reduce((sum, rank) => sum + rank, 0);
  const off = rankSum - (at * (n + 1)) / 2;
  return Math.abs(off) > 3 * Math.sqrt((at * (n - at) * (n + 1)) / 12);
}
