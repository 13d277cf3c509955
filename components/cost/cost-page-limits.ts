import type { Limits } from "#lib/limits.ts";

/** The limits that the page keeps to; the server's own numbers. */
export type CostPageLimits = Pick<
  Limits,
  | "turnMs"
  | "cpuBurstMs"
  | "cpuSustainedShare"
  | "maxCallsPerRun"
  | "runMs"
  | "maxMessageBytes"
  | "maxDelayMs"
  | "minBandwidthKbps"
  | "maxBandwidthKbps"
>;
