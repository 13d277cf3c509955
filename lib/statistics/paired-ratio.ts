import { studentLimit } from "./student-t.ts";

/** Below this many pairs no interval is given: the spread of so few log ratios says too little. */
export const fewestPairs = 5;

export type PairedRatio = {
  /** Geometric mean of a / b over the pairs. */
  readonly ratio: number;
  readonly pairs: number;
  /** Where it lies with 95 % confidence; null below `fewestPairs`. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
};

/**
 * How much longer a took than b, from runs in pairs: the mean of the log ratios and its t interval. The unit of
 * replication is the run, not the request (Kalibera & Jones 2013). Null without a pair of positive times.
 */
export function pairedRatio(pairs: readonly (readonly [a: number, b: number])[]): PairedRatio | null {
  const logs = pairs.flatMap(([a, b]) => (a > 0 && b > 0 ? [Math.log(a / b)] : []));
  const n = logs.length;
  if (n === 0) return null;
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  if (n < fewestPairs) return { ratio: Math.exp(mean), pairs: n, interval: null };
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1);
  const half = studentLimit(n - 1) * Math.sqrt(variance / n);
  return {
    ratio: Math.exp(mean),
    pairs: n,
    interval: { lower: Math.exp(mean - half), upper: Math.exp(mean + half) },
  };
}
