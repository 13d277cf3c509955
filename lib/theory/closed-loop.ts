/** N clients that each wait for the reply, think for Z and call again; times in mean service times. */
export type ClosedLoad = { readonly clients: number; readonly think: number; readonly workers: number };

export type ClosedLoop = {
  /** Calls per mean service time. */
  readonly throughput: number;
  /** Mean response: wait and service. */
  readonly response: number;
  /** Share of the workers that is busy. */
  readonly utilisation: number;
};

/**
 * The exact closed loop with exponential service and c workers (machine repairman; Kleinrock, Queueing Systems I, 3.8),
 * the numbers that mean value analysis finds (Reiser & Lavenberg 1980). They come from the distribution of the calls
 * in flight, as the multi-server recursion loses digits. Think times may have any distribution.
 */
export function closedLoop({ clients, think, workers }: ClosedLoad): ClosedLoop {
  const throughput = think > 0 ? busyWorkers({ clients, think, workers }) : Math.min(clients, workers);
  return { throughput, response: clients / throughput - think, utilisation: throughput / workers };
}

/** Mean of min(k, c) over p(k) ∝ Π (N − j) / (Z · min(j + 1, c)). */
function busyWorkers({ clients, think, workers }: ClosedLoad): number {
  let weight = 1;
  let total = 1;
  let busy = 0;
  for (let k = 1; k <= clients; k++) {
    weight *= (clients - k + 1) / (think * Math.min(k, workers));
    total += weight;
    busy += Math.min(k, workers) * weight;
    if (weight > 1e100) {
      total /= weight;
      busy /= weight;
      weight = 1;
    }
  }
  return busy / total;
}
