import type { Experiment } from "#lib/gen/playground/v1/editor_pb.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { SourceText } from "./source-files.ts";

/** Folders of `starters/`, in the menu's order; the page opens with the first one. */
export const starterIds = ["greeter", "checkout", "complexity"] as const;
/** `lesson:one-after-another`: the start of a lesson. */
export type StarterId = (typeof starterIds)[number] | LessonStarterId;
export type LessonStarterId = `lesson:${string}`;

/** Sources to begin with, in the page's language. */
export type Starter = {
  readonly id: StarterId;
  readonly files: readonly SourceText[];
  readonly experiments: readonly Pick<Experiment, "name" | "title">[];
  /** What it begins with beside the files; absent: the usual settings, and the first experiment. */
  readonly settings?: RunSettings;
  readonly experiment?: string;
  /** Of a lesson's start in the free playground. */
  readonly lesson?: {
    readonly slug: string;
    readonly title: string;
    /** Record files of its recorded runs. */
    readonly recordedRuns: readonly string[];
  };
};

/** At least one. */
export type Starters = readonly [Starter, ...Starter[]];

/** The starter of that name; of a draft from before there was a choice, the first one. */
export function starterOf(starters: Starters, id: string | undefined): Starter {
  return starters.find((starter) => starter.id === id) ?? starters[0];
}

/** The name of a lesson's start among the starters. */
export function lessonStarterId(slug: string): LessonStarterId {
  return `lesson:${slug}`;
}

/** The lesson that a starter is the start of; null: of none. */
export function lessonOfStarter(id: string | undefined): string | null {
  return id?.startsWith("lesson:") === true ? id.slice("lesson:".length) : null;
}

/** The key of a starter's texts: all lessons share one. */
export function starterKey(id: StarterId): (typeof starterIds)[number] | "lesson" {
  return starterIds.find((each) => each === id) ?? "lesson";
}
