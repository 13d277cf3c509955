import { erlangC } from "./erlang-c.ts";

/** Offered load a = λ·E[S] (calls served at once if none waited) and how many workers share the line. */
export type Load = { readonly offered: number; readonly workers: number };

/** What M/M/c predicts; all times in mean service times. */
export type WaitingLine = {
  /** ρ = a / c, below 1. */
  readonly utilisation: number;
  /** Erlang's C. */
  readonly waitProbability: number;
  readonly meanWait: number;
  readonly meanResponse: number;
  /** Calls in the line and in service: Little's L = a·(Wq + 1). */
  readonly inFlight: number;
};

/** The M/M/c line with one queue in order of arrival (Erlang 1917). Null at or beyond capacity: the wait grows for ever. */
export function waitingLine({ offered, workers }: Load): WaitingLine | null {
  if (!(offered < workers)) return null;
  const waitProbability = erlangC(offered, workers);
  const meanWait = waitProbability / (workers - offered);
  return {
    utilisation: offered / workers,
    waitProbability,
    meanWait,
    meanResponse: meanWait + 1,
    inFlight: offered * (meanWait + 1),
  };
}

/**
 * The p-quantile of the wait, in mean service times: of P(W > t) = C·e^−(c − a)t. 0 where fewer than 1 − p of the calls
 * wait; null at or beyond capacity.
 */
export function waitPercentile({ offered, workers }: Load, p: number): number | null {
  if (!(offered < workers)) return null;
  const waits = erlangC(offered, workers);
  return Math.max(0, Math.log(waits / (1 - p)) / (workers - offered));
}

/**
 * P(T > t) of the response T = wait + service, t in mean service times. A call that waits takes Exp(c − a) + Exp(1), whose
 * tail is (r e^−t − e^−rt) / (r − 1) with r = c − a; written with expm1 it stays exact near r = 1, where it is (1 + t) e^−t.
 */
export function responseTail({ offered, workers }: Load, t: number): number {
  const r = workers - offered;
  const extra = Math.abs(r - 1) < 1e-12 ? t : -Math.expm1((1 - r) * t) / (r - 1);
  return Math.exp(-t) * (1 + erlangC(offered, workers) * extra);
}

/** The p-quantile of the response, in mean service times, by bisection of its tail; null at or beyond capacity. */
export function responsePercentile(load: Load, p: number): number | null {
  if (!(load.offered < load.workers)) return null;
  let low = 0;
  let high = 1;
  while (responseTail(load, high) > 1 - p) high *= 2;
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (responseTail(load, middle) > 1 - p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
