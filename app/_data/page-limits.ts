import type { PlaygroundLimits } from "#components/playground/playground-limits.ts";
import type { Limits } from "#lib/limits.ts";

/** The numbers a page with a playground tells of or keeps to; the others stay on the server. */
export function toPageLimits(limits: Limits): PlaygroundLimits {
  const { runMs, maxCallsPerRun, maxWorkers, maxQueuedCalls, maxConcurrentCalls } = limits;
  const { logBytesPerMinute, maxDelayMs, minBandwidthKbps, maxBandwidthKbps, maxFiles, maxPathLength } =
    limits;
  const { maxFileBytes, maxSourceBytes, maxFactsPerRun } = limits;
  return {
    runMs,
    maxFactsPerRun,
    maxCallsPerRun,
    maxWorkers,
    maxQueuedCalls,
    maxConcurrentCalls,
    logBytesPerMinute,
    maxDelayMs,
    minBandwidthKbps,
    maxBandwidthKbps,
    maxFiles,
    maxPathLength,
    maxFileBytes,
    maxSourceBytes,
  };
}
