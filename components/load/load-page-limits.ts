import type { Limits } from "#lib/limits.ts";
import type { LoadLimits } from "#lib/load/settle-plan.ts";

/** The limits that the load page tells of or keeps to; the server's own numbers. */
export type LoadPageLimits = LoadLimits &
  Pick<
    Limits,
    | "maxLoadMessageBytes"
    | "maxWorkers"
    | "maxQueuedCalls"
    | "maxConcurrentCalls"
    | "maxDelayMs"
    | "loadsPerMinute"
  >;
