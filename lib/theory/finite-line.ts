import type { Load } from "./waiting-line.ts";

/** M/M/c/K: calls that find all places taken are turned away. Times in mean service times. */
export type FiniteLine = {
  /** Share of calls turned away. */
  readonly loss: number;
  /** Mean wait of the calls that were let in. */
  readonly meanWait: number;
  /** Calls served per mean service time. */
  readonly throughput: number;
  /** Mean number in the line and in service. */
  readonly inFlight: number;
};

/**
 * The steady state of c workers with `places` K in all, workers included (K ≥ c): p(k) ∝ Π a / min(j, c), from Kleinrock,
 * Queueing Systems I, 3.6. Finite beyond capacity too: there it is the loss that grows.
 */
export function finiteLine({ offered, workers, places }: Load & { readonly places: number }): FiniteLine {
  // Weights are kept relative to the largest so far: aᴷ alone would overflow.
  let weight = 1;
  let total = 1;
  let inFlight = 0;
  let waiting = 0;
  for (let k = 1; k <= places; k++) {
    weight *= offered / Math.min(k, workers);
    total += weight;
    inFlight += k * weight;
    waiting += Math.max(0, k - workers) * weight;
    if (weight > 1e100) {
      total /= weight;
      inFlight /= weight;
      waiting /= weight;
      weight = 1;
    }
  }
  const loss = weight / total;
  const throughput = offered * (1 - loss);
  return {
    loss,
    throughput,
    inFlight: inFlight / total,
    meanWait: throughput > 0 ? waiting / total / throughput : 0,
  };
}
