import type { ChosenSettings } from "#lib/lessons/chosen-settings.ts";
import type { AskedDisproof } from "#lib/lessons/disproof.ts";
import type { LessonText } from "#lib/lessons/lesson-text.ts";
import type { LessonFiles, ProjectFile } from "#lib/lessons/project.ts";
import type { RunSettings } from "#lib/record/run-record.ts";

/** A question asked before the run, without what a function of `check.ts` would measure. */
export type AskedPrediction =
  | {
      readonly kind: "choice";
      readonly options: readonly string[];
      readonly answer: string;
      /** Not every run shows it: the question is about a changed program. */
      readonly isLater: boolean;
    }
  | { readonly kind: "duration" }
  | { readonly kind: "bars"; readonly bars: number };

/** Everything about a lesson that its page hands to the browser, in the page's language. Plain data. */
export type LessonFacts = {
  readonly slug: string;
  readonly text: LessonText;
  readonly shown: { readonly experiment: string; readonly title: string };
  readonly settings: RunSettings;
  readonly yours: readonly string[];
  readonly files: LessonFiles;
  /** Only what differs from the start. */
  readonly solution: readonly ProjectFile[];
  /** What the solution chooses beside its code. */
  readonly solutionSettings: ChosenSettings;
  readonly wrong: Readonly<Record<string, readonly ProjectFile[]>>;
  readonly wrongSettings: Readonly<Record<string, ChosenSettings>>;
  readonly predictions: Readonly<Record<string, AskedPrediction>>;
  readonly pins: readonly string[];
  readonly why: {
    readonly options: readonly string[];
    readonly answer: string;
    readonly disproof: Readonly<Record<string, AskedDisproof>>;
  };
  readonly questions: Readonly<Record<string, { readonly options: readonly string[] }>>;
  readonly goals: readonly string[];
  /** How long the recorded run took, µs: the length of the axis on which bars are drawn; null without one. */
  readonly recordedUs: number | null;
};
