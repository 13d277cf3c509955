import type { Random } from "#lib/random.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { Disproof } from "./disproof.ts";
import type { Attempt, Run } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import type { Params } from "./params.ts";
import type { Quantity } from "./quantity.ts";

/** One run of the learner's code that a check looks at. */
export type PlannedRun = {
  readonly experiment: string;
  /** Replaces the file `params.ts`. Absent: as it stands. */
  readonly params?: Params;
  /** Laid over `params` in the deployment alone: what the client's code must not know beforehand. */
  readonly serverParams?: Params;
  /** Over the learner's own settings. What the learner's code answered in an earlier run may decide them. */
  readonly settings?:
    | Partial<RunSettings>
    | ((before: Readonly<Record<string, Run>>) => Partial<RunSettings>);
  /** A folder below `peers/` whose files are laid over the project: another server, an old client. What lies below its
   *  `client/` or `server/` is laid over that side alone, so that both may hold different contracts. */
  readonly peer?: string;
  /** How long it takes about, for the progress line, ms. */
  readonly expectedMs: number;
};

/** What the learner chose beside the code. */
export type Learner = {
  readonly settings: RunSettings;
  /** To the lesson's questions, by their keys. */
  readonly answers: Readonly<Record<string, string>>;
};

/** The runs of a check by name: those that are over. */
export type Evidence<Name extends string> = Readonly<Record<Name, Run>> & { readonly learner: Learner };

/** A named predicate. Pure: it sees records and what the learner chose, and never source text or what was printed. */
export type Goal<Name extends string> = {
  /** Which runs it needs; it waits until they are over. */
  readonly needs: readonly Name[];
  readonly judge: (evidence: Evidence<Name>) => Finding;
};

/** A guess before the first run. It gates nothing and is never scored. */
export type Prediction =
  | {
      readonly kind: "choice";
      readonly options: readonly string[];
      readonly answer: string;
      /** Which of the learner's runs shows it, when the question is about a changed program; absent: any run does.
       *  A lesson that was passed shows it, too. */
      readonly shownBy?: (run: Run) => boolean;
    }
  /** `seen` reads the same quantity from the run that follows, for the comparison. */
  | { readonly kind: "duration"; readonly seen: (run: Run) => number | undefined }
  /** Draw the bars: one guessed stretch per call of the run. */
  | { readonly kind: "bars"; readonly bars: number };

/**
 * Everything about a lesson that is the same in every language: the default export of its `check.ts`. What is said stands
 * in `en.mdx` and `zh.mdx` under the same keys.
 */
export type Lesson<Name extends string = string> = {
  readonly minutes: number;
  /** The files the learner writes. All others of `start/` belong to the lesson and cannot be changed. */
  readonly yours: readonly string[];
  /** The run that the page shows from a recording, and makes on Run. */
  readonly shown: {
    readonly experiment: string;
    readonly title: string;
    readonly settings?: Partial<RunSettings>;
    /** It computes: how long that takes is the machine's matter, and another day's durations are not compared with it. */
    readonly computes?: true;
  };
  readonly predictions: Readonly<Record<string, Prediction>>;
  /** Numbers that the prose quotes, read from the recorded run: `<Seen figure="total"/>`. */
  readonly figures: Readonly<Record<string, (run: Run) => Quantity>>;
  /** What to notice, in order: each is an attempt of the run on screen. */
  readonly pins: Readonly<Record<string, (run: Run) => Attempt | undefined>>;
  /** The why-question after the run: its options, the right one, and for wrong ones the run that shows that the idea does
   *  not hold. */
  readonly why: {
    readonly options: readonly string[];
    readonly answer: string;
    readonly disproof: Readonly<Record<string, Disproof>>;
  };
  /** Questions whose answers are part of the check. */
  readonly questions: Readonly<Record<string, { readonly options: readonly string[] }>>;
  /** The runs of a check. Hidden values are drawn from `hidden`: another seed each time, the same for a repeated check. */
  readonly plan: (hidden: Random, learner: Learner) => Readonly<Record<Name, PlannedRun>>;
  /** In the order in which they are shown and the first failure is named. */
  readonly goals: Readonly<Record<string, Goal<Name>>>;
};

/** Gives a lesson its type and keeps the names of its runs. */
export function defineLesson<Name extends string>(lesson: Lesson<Name>): Lesson<Name> {
  return lesson;
}
