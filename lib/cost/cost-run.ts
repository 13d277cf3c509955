import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";

/** One run of a measurement: code beside the visitor's own, and what is emulated around it. */
export type CostJob = {
  /** `client.ts`. */
  readonly client: string;
  /** `server.ts` in place of the visitor's; null: theirs. */
  readonly server: string | null;
  readonly settings: RunSettings;
};

/** Makes one run, in the backend. `problem`: why it could not be made or went wrong; `record` holds what there is. */
export type RunsJobs<Problem> = (
  job: CostJob,
  onRecord: (record: RunRecord) => void,
) => Promise<{ readonly record: RunRecord | null; readonly problem: Problem | null }>;

export type CostEnd<Problem> =
  | { readonly kind: "done" }
  /** The visitor pressed Stop. */
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly problem: Problem };

/** What a measurement needs beside its question. */
export type CostParts<Problem, Progress> = {
  readonly run: RunsJobs<Problem>;
  /** Ms on any clock that only goes forward. */
  readonly nowMs: () => number;
  readonly isStopped: () => boolean;
  readonly onProgress: (progress: Progress) => void;
};

/** Nothing emulated: one call at a time, over Connect and binary protobuf. */
export const bareSettings: RunSettings = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
  calls: 0,
  where: "backend",
};
