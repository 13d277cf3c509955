import type { LatencyOutcome } from "#lib/statistics/latency-series.ts";

/** What did not succeed and still took its time. Shed calls are a rate, not a latency. */
export const apartOutcomes = ["failed", "timeout", "cancelled"] as const satisfies LatencyOutcome[];
export type ApartOutcome = (typeof apartOutcomes)[number];
