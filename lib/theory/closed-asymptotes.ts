import type { ClosedLoad } from "./closed-loop.ts";

/** What no closed loop can pass, times in mean service times (Denning & Buzen 1978). */
export type ClosedAsymptotes = {
  /** X ≤ min(N / (Z + 1), c). */
  readonly mostThroughput: number;
  /** R ≥ max(1, N / c − Z). */
  readonly leastResponse: number;
  /** N* = c(Z + 1): more clients than this must wait. */
  readonly knee: number;
};

/** Bounds of a closed loop, and the number of clients where they cross. */
export function closedAsymptotes({ clients, think, workers }: ClosedLoad): ClosedAsymptotes {
  return {
    mostThroughput: Math.min(clients / (think + 1), workers),
    leastResponse: Math.max(1, clients / workers - think),
    knee: workers * (think + 1),
  };
}
