import type { Load } from "./waiting-line.ts";
import { waitingLine } from "./waiting-line.ts";

/**
 * An approximation of the mean wait of G/G/c in mean service times: that of M/M/c times (Ca² + Cs²)/2 (Allen 1990).
 * `arrivalC2` and `serviceC2` are squared coefficients of variation of the gaps and of the service times; exact when both
 * are 1, and for one worker with Poisson arrivals. Null at or beyond capacity.
 */
export function allenCunneen(load: Load, arrivalC2: number, serviceC2: number): number | null {
  const line = waitingLine(load);
  return line && (line.meanWait * (arrivalC2 + serviceC2)) / 2;
}
