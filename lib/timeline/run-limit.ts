import type { RunRecord } from "#lib/record/run-record.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { criticalPath } from "./critical-path.ts";
import type { PathPhase } from "./critical-path-sources.ts";

/** What set the length of a run. */
export type RunLimit = {
  /** The phase that most of the critical path went through, and its share (0–1) of the run. */
  readonly phase: PathPhase;
  readonly share: number;
  readonly cause: LimitCause;
};

export type LimitCause =
  /** Calls waited for a slot: at most so many at once. */
  | {
      readonly kind: "workers";
      readonly workers: number;
      readonly waves: number | null;
      readonly queued: number;
    }
  /** Never two calls under way. */
  | { readonly kind: "oneAtATime" }
  /** There was one only. */
  | { readonly kind: "single" }
  /** They were; the path went mostly through this phase of single calls. */
  | { readonly kind: "phase" };

/** Waiting that takes less than this share of all calls' time is not what made the run long. */
const leastQueueShare = 0.1;

/** Reads off a finished run's critical path what made it as long as it was. Null without a finished call. */
export function runLimit(record: RunRecord): RunLimit | null {
  const summary = summarizeRun(record);
  if (summary.makespanUs === null || summary.makespanUs === 0) return null;
  const { byPhaseUs, makespanUs } = criticalPath(record);
  const [longest] = Object.entries(byPhaseUs).sort(([, a], [, b]) => b - a);
  if (longest === undefined || makespanUs === 0) return null;
  const [phase, us] = longest as [PathPhase, number];
  return { phase, share: us / makespanUs, cause: causeOf(record, summary) };
}

function causeOf({ header }: RunRecord, summary: ReturnType<typeof summarizeRun>): LimitCause {
  const { workers } = header.settings;
  // While a slot was never used, nobody waited for one: a program that has just begun keeps its first call waiting too.
  const hadNone = workers !== null && summary.slots >= workers;
  if (hadNone && summary.queuedUs >= summary.sumUs * leastQueueShare && summary.maxQueued > 0) {
    // Handlers that end at once reuse slots in no order: only full waves are waves.
    const full = Math.ceil(summary.calls / workers);
    const waves = full > 1 && summary.waves.length === full && summary.totals.failed === 0 ? full : null;
    return { kind: "workers", workers, waves, queued: summary.maxQueued };
  }
  if (summary.calls === 1) return { kind: "single" };
  return summary.maxOverlap === 1 ? { kind: "oneAtATime" } : { kind: "phase" };
}
