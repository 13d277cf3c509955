import type { ReactNode } from "react";
import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import type { ProjectFile } from "#lib/lessons/project.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";

/** What a lesson sees of the playground beside it. */
export type BenchView = {
  readonly files: readonly ProjectFile[];
  readonly settings: RunSettings;
  /** Nothing differs from what the lesson began with. */
  readonly isStart: boolean;
  readonly isRunning: boolean;
  /** The run on screen. */
  readonly shown: RunRecord | null;
  /** The one it is held against there. */
  readonly compared: RunRecord | null;
  /** Ids of the runs that were not made with the learner's own code: disproofs, checks, files, calls from outside. */
  readonly strangers: readonly string[];
  /** The finished runs of the learner's own code in this visit, of every experiment, oldest first. */
  readonly own: readonly RunRecord[];
  /** The newest of them with the lesson's experiment. */
  readonly latest: RunRecord | null;
};

export type OtherProgram = {
  readonly files: readonly ProjectFile[];
  readonly title: string;
  /** Absent: the lesson's. */
  readonly experiment?: string;
  /** Over those that the learner has chosen. */
  readonly settings?: Partial<RunSettings>;
};

/** What a lesson can ask of the playground beside it. */
export type Bench = {
  run(): void;
  stop(): void;
  /** Runs another program; the learner's code stays as it is. */
  runOther(program: OtherProgram): void;
  /** Makes the runs of a check, one at a time, without showing them. A problem comes ready to be shown. */
  readonly check: RunsChecks<ReactNode>;
  /** Ends the run of a check that is under way. */
  stopCheck(): void;
  /** Puts a record on screen, and selects one of its attempts. */
  show(record: RunRecord, title: string, row: number | null): void;
  /** Brings out one of the pins on the timeline, by its number; null: none. */
  point(pin: number | null): void;
  /** Puts these files in place of those with the same paths, and these settings over the others; returns what undoes it. */
  apply(files: readonly ProjectFile[], settings: Partial<RunSettings>): () => void;
  /** Goes back to what the lesson began with and returns what undoes it. */
  reset(): () => void;
};
