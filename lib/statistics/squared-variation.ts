import { studentLimit } from "./student-t.ts";

/** Variance / mean² of service times or gaps: 0 constant, 1 exponential. */
export type SquaredVariation = {
  readonly value: number;
  /** Where it lies with 95 % confidence. */
  readonly lower: number;
  readonly upper: number;
};

const groups = 20;
const fewestPerGroup = 10;

/**
 * C², the squared coefficient of variation of values in the order in which they were measured, with the interval of a
 * jackknife that leaves out one of 20 stretches at a time (Efron & Tibshirani 1993, 11.5): neighbours may depend on each
 * other. Rare long values that the run has not met yet make the interval too narrow. Null with fewer than 200 values and
 * when their mean is 0.
 */
export function squaredVariation(values: Float64Array): SquaredVariation | null {
  if (values.length < groups * fewestPerGroup) return null;
  const edge = (group: number) => Math.floor((group * values.length) / groups);
  const sums = Array.from({ length: groups }, (_, group) =>
    sumsOf(values.subarray(edge(group), edge(group + 1))),
  );
  const all = sums.reduce((total, each) => add(total, each, 1), nothing);
  if (!(all.sum > 0)) return null;
  const value = variationOf(all);
  // Pseudo-values: what each stretch adds to the estimate.
  const pseudo = sums.map((each) => groups * value - (groups - 1) * variationOf(add(all, each, -1)));
  const mean = pseudo.reduce((total, each) => total + each, 0) / groups;
  const variance = pseudo.reduce((total, each) => total + (each - mean) ** 2, 0) / (groups - 1);
  const half = studentLimit(groups - 1) * Math.sqrt(variance / groups);
  return { value, lower: Math.max(0, value - half), upper: value + half };
}

type Sums = { readonly n: number; readonly sum: number; readonly squares: number };
const nothing: Sums = { n: 0, sum: 0, squares: 0 };

function sumsOf(values: Float64Array): Sums {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value ** 2;
  }
  return { n: values.length, sum, squares };
}

function add(a: Sums, b: Sums, sign: 1 | -1): Sums {
  return { n: a.n + sign * b.n, sum: a.sum + sign * b.sum, squares: a.squares + sign * b.squares };
}

function variationOf({ n, sum, squares }: Sums): number {
  return Math.max(0, (n / (n - 1)) * ((n * squares) / sum ** 2 - 1));
}
