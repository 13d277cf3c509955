import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import type { Failure } from "./failure.ts";
import type { SourceText } from "./source-files.ts";

/** What the page around can ask of a playground that stands beside a lesson. */
export type RunsInLesson = {
  /** Runs the lesson's experiment with the code as it stands. */
  run(): void;
  stop(): void;
  /** Runs another program; the visitor's code stays as it is. */
  runOther(program: {
    readonly files: readonly SourceText[];
    readonly title: string;
    /** Absent: the lesson's. */
    readonly experiment?: string;
    /** Over the visitor's own. */
    readonly settings?: Partial<RunSettings>;
  }): void;
  /** Makes runs in the backend that are not shown. */
  readonly check: RunsChecks<Failure>;
  /** Ends such a run. */
  stopCheck(): void;
  /** Shows a record, and selects one of its attempts. */
  show(record: RunRecord, title: string, row: number | null): void;
  /** Puts files in place of those with the same paths, and settings over the others; returns what undoes it. */
  apply(files: readonly SourceText[], settings: Partial<RunSettings>): () => void;
  reset(): () => void;
  /** Leaves the work as a new draft of the free playground, which shows it when it is opened next in this tab. */
  copyToDraft(): void;
};
