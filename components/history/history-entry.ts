import type { RunOutcome, RunRecord } from "#lib/record/run-record.ts";
import type { Snippet } from "#lib/share/snippet.ts";

/** One run of the history as its list shows it. */
export type HistoryEntry = {
  /** The run's. */
  readonly id: string;
  /** Title of the experiment, else its name. */
  readonly title: string;
  readonly experiment: string;
  readonly startedAtUnixMs: number;
  readonly durationUs: number;
  readonly outcome: RunOutcome["kind"];
  readonly calls: number;
  readonly failed: number;
};

/** The rest of it, which is read when somebody asks for it. */
export type HistoryContent = {
  /** The record file. */
  readonly file: string;
  /** The code, settings and experiment that made it. */
  readonly snippet: Snippet;
};

/** Why a run is not kept: the browser allows no storage here, there is no room left, or it alone takes too much. */
export type HistoryProblem = "refused" | "full" | "tooLarge";

export function toHistoryEntry({ header }: RunRecord): HistoryEntry {
  const { id, title, experiment, startedAtUnixMs, durationUs, outcome, totals } = header;
  return {
    id,
    title: title || experiment,
    experiment,
    startedAtUnixMs,
    durationUs,
    outcome: outcome.kind,
    calls: totals.offered,
    failed: totals.failed + totals.shed,
  };
}
