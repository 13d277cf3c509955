import type { LoadPageLimits } from "#components/load/load-page-limits.ts";
import type { Limits } from "#lib/limits.ts";

/** The numbers that the load page tells of or keeps to; the others stay on the server. */
export function toLoadLimits(limits: Limits): LoadPageLimits {
  const { maxLoadRate, maxLoadClients, maxLoadMs, maxLoadCalls, maxLoadInFlight, maxLoadConnections } =
    limits;
  const { maxLoadMessageBytes, unaryDeadlineMs, maxWorkers, maxQueuedCalls, maxConcurrentCalls } = limits;
  const { maxDelayMs, loadsPerMinute } = limits;
  return {
    maxLoadRate,
    maxLoadClients,
    maxLoadMs,
    maxLoadCalls,
    maxLoadInFlight,
    maxLoadConnections,
    maxLoadMessageBytes,
    unaryDeadlineMs,
    maxWorkers,
    maxQueuedCalls,
    maxConcurrentCalls,
    maxDelayMs,
    loadsPerMinute,
  };
}
