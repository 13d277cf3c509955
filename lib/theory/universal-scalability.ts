/** How throughput grows with workers or replicas. */
export type Scalability = {
  /** λ: throughput of one, in any unit. */
  readonly lambda: number;
  /** α, contention: the share of the work that only one can do at a time. */
  readonly alpha: number;
  /** β, coherency: what every pair costs each other. 0 is Amdahl's law. */
  readonly beta: number;
};

/** The universal scalability law X(N) = λN / (1 + α(N − 1) + βN(N − 1)) (Gunther 1993), in the unit of λ. */
export function universalScalability({ lambda, alpha, beta }: Scalability, n: number): number {
  return (lambda * n) / (1 + alpha * (n - 1) + beta * n * (n - 1));
}

/** N* = √((1 − α)/β), beyond which more are slower; null without coherency cost, where none is. */
export function scalabilityPeak({ alpha, beta }: Scalability): number | null {
  if (!(beta > 0)) return null;
  return alpha >= 1 ? 1 : Math.max(1, Math.sqrt((1 - alpha) / beta));
}
