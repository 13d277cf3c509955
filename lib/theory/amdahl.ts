import { type Scalability, universalScalability } from "./universal-scalability.ts";

/** Amdahl's law (1967) X(N) = λN / (1 + α(N − 1)): the universal law without coherency, in the unit of λ. */
export function amdahl({ lambda, alpha }: Pick<Scalability, "lambda" | "alpha">, n: number): number {
  return universalScalability({ lambda, alpha, beta: 0 }, n);
}

/** λ/α: what no number of workers passes; null without contention. */
export function amdahlLimit({ lambda, alpha }: Pick<Scalability, "lambda" | "alpha">): number | null {
  return alpha > 0 ? lambda / alpha : null;
}
