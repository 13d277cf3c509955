import { erlangB } from "./erlang-b.ts";

/**
 * Erlang's delay formula C(c, a): the share of calls that must wait for one of c workers, with Poisson arrivals and
 * exponential service (M/M/c). Below capacity it is B / (1 − ρ(1 − B)); from ρ = a/c = 1 on every call waits.
 */
export function erlangC(offered: number, workers: number): number {
  const utilisation = offered / workers;
  if (utilisation >= 1) return 1;
  const blocked = erlangB(offered, workers);
  return blocked / (1 - utilisation * (1 - blocked));
}
