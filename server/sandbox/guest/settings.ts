/** What a runner is told when it is spawned, before it knows its program. Passed as JSON in its only argument. */
export type GuestSettings = {
  readonly runtimePath: string;
  readonly turnMs: number;
  readonly callCpuMs: number;
  readonly memoryMb: number;
  readonly maxMessageBytes: number;
  readonly maxHeaderBytes: number;
  readonly maxTimers: number;
  readonly maxOutgoingCalls: number;
  readonly logLineBytes: number;
  readonly logLinesPerTurn: number;
  readonly logBytesPerMinute: number;
};
