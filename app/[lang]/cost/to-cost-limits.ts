import type { CostPageLimits } from "#components/cost/cost-page-limits.ts";
import type { Limits } from "#lib/limits.ts";

/** The numbers that the page keeps to; the others stay on the server. */
export function toCostLimits(limits: Limits): CostPageLimits {
  const { turnMs, cpuBurstMs, cpuSustainedShare, maxCallsPerRun, runMs, maxMessageBytes } = limits;
  const { maxDelayMs, minBandwidthKbps, maxBandwidthKbps } = limits;
  const cpu = { turnMs, cpuBurstMs, cpuSustainedShare };
  return {
    ...cpu,
    maxCallsPerRun,
    runMs,
    maxMessageBytes,
    maxDelayMs,
    minBandwidthKbps,
    maxBandwidthKbps,
  };
}
