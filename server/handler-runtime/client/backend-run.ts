import type { RunSettings } from "#lib/record/run-record.ts";

/** What the host tells a client program. */
export type BackendRun = {
  readonly runId: string;
  readonly experiment: string;
  readonly settings: RunSettings;
  /** The run's zero on the machine's monotonic clock, µs. */
  readonly zeroUs: number;
};
