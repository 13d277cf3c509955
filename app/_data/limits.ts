import { defaultLimits, type LimitName, type Limits, parseLimits } from "#lib/limits.ts";

/** The groups of lib/limits.ts, in the order of the page. limits.test.ts proves that every limit is in one of them. */
export const limitGroups = {
  sources: ["maxFiles", "maxFileBytes", "maxSourceBytes", "maxPathLength"],
  call: [
    "maxMessageBytes",
    "unaryDeadlineMs",
    "streamDeadlineMs",
    "maxResponseBytes",
    "maxStreamMessages",
    "maxHeaderBytes",
    "callCpuMs",
  ],
  deployment: [
    "maxConcurrentCalls",
    "maxQueuedCalls",
    "maxWorkers",
    "maxCallDepth",
    "maxNestedCalls",
    "maxOutgoingCalls",
    "maxFixtureEntries",
    "maxDelayMs",
    "maxBandwidthKbps",
    "minBandwidthKbps",
    "turnMs",
    "cpuBurstMs",
    "cpuSustainedShare",
    "memoryMb",
    "processMemoryMb",
    "logLineBytes",
    "logBytesPerMinute",
    "logLinesPerTurn",
    "maxTimers",
    "idleMs",
    "maxAgeMs",
  ],
  everyone: ["maxRunners", "warmRunners", "turnsAtOnce", "maxWaiting", "maxConnections"],
  visitor: [
    "deploymentsPerMinute",
    "runsPerMinute",
    "maxRunnersPerVisitor",
    "maxWaitingPerVisitor",
    "maxWatches",
    "maxConnectionsPerVisitor",
  ],
  load: [
    "maxLoadRate",
    "maxLoadClients",
    "maxLoadMs",
    "maxLoadCalls",
    "maxLoadInFlight",
    "maxLoadConnections",
    "maxLoadMessageBytes",
    "maxLoadResponseBytes",
    "maxLoadSamples",
    "loadsAtOnce",
    "maxLoadsPerVisitor",
    "loadsPerMinute",
  ],
  capture: [
    "captureMs",
    "maxCaptureBytesPerAttempt",
    "maxCaptureBytes",
    "maxCapturesPerVisitor",
    "maxCapturedBytes",
  ],
  share: ["maxShareBytes", "sharesPerMinute"],
  page: ["runMs", "maxCallsPerRun", "maxAttemptsPerRecord", "maxFactsPerRun"],
} as const satisfies Record<string, readonly LimitName[]>;

export type LimitGroup = keyof typeof limitGroups;

/**
 * What this server enforces: the same variable its gateway and sandbox read. The server refuses to start on a mistake
 * in it, so that a mistake here can only mean that Next runs alone; then the defaults are shown.
 */
export function readLimits(): Limits {
  // biome-ignore lint/style/noProcessEnv: pages and server are two programs that share an environment, not modules
  const parsed = parseLimits(process.env.PLAYGROUND_LIMITS);
  return parsed.ok ? parsed.value : defaultLimits;
}

export type ShownLimit = { readonly name: LimitName; readonly value: number; readonly ownValue: number };

/** One group's limits with the value enforced here and the project's own. */
export function limitsOf(group: LimitGroup, limits: Limits): readonly ShownLimit[] {
  return limitGroups[group].map((name) => ({ name, value: limits[name], ownValue: defaultLimits[name] }));
}
