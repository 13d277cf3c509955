/** The limits the page tells of or keeps to; the server's own numbers. */
export type PlaygroundLimits = {
  readonly runMs: number;
  readonly maxFactsPerRun: number;
  readonly maxCallsPerRun: number;
  readonly maxWorkers: number;
  readonly maxQueuedCalls: number;
  readonly maxConcurrentCalls: number;
  readonly logBytesPerMinute: number;
  readonly maxDelayMs: number;
  readonly minBandwidthKbps: number;
  readonly maxBandwidthKbps: number;
  readonly maxFiles: number;
  readonly maxPathLength: number;
  readonly maxFileBytes: number;
  readonly maxSourceBytes: number;
};
