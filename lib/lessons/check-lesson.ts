import { createRandom } from "#lib/random.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import { calibrationProgram, jitterOf, latenessWithin } from "./calibration.ts";
import { isContradicted, type Run, toRun } from "./evidence.ts";
import { cannotTell, type Finding } from "./finding.ts";
import type { Evidence, Learner, Lesson, PlannedRun } from "./lesson.ts";
import { composeProject, type LessonFiles, type ProjectFile } from "./project.ts";
import { nothing } from "./quantity.ts";

/** One run that a check asks for. */
export type CheckRun = {
  readonly files: readonly ProjectFile[];
  readonly experiment: string;
  readonly settings: RunSettings;
};

/** Runs it in the backend and resolves with its record, also when it was stopped. `Problem`: why there is none, in the runner's own terms. */
export type RunsChecks<Problem> = (
  run: CheckRun,
  onRecord: (record: RunRecord) => void,
) => Promise<{ readonly record: RunRecord | null; readonly problem: Problem | null }>;

export type GoalState =
  /** Its runs are not over. */
  { readonly kind: "waiting" } | { readonly kind: "judged"; readonly finding: Finding };

export type CheckedRun = {
  readonly name: string;
  readonly state: "waiting" | "running" | "over";
  /** So far, while it goes on. */
  readonly record: RunRecord | null;
};

export type CheckState<Problem> = {
  readonly goals: Readonly<Record<string, GoalState>>;
  readonly runs: readonly CheckedRun[];
  /** A run could not be made; what had to be judged by it stays waiting. */
  readonly problem: Problem | null;
  readonly verdict: "running" | Finding["verdict"] | "stopped";
  /** The lesson's words for the first goal that is not reached, if it has any. */
  readonly feedback: string | null;
};

export type CheckAsk = {
  readonly lesson: Lesson;
  readonly files: LessonFiles;
  readonly learner: Learner & { readonly files: readonly ProjectFile[] };
  /** Draws the hidden values. */
  readonly seed: number;
};

/**
 * Makes the runs of a check one after another and judges its goals as soon as the runs that each needs are over. Tells the
 * state whenever it changes, and resolves with the last one. It ends early when a run cannot be made, when it was stopped,
 * and when `isEnough`: who only asks for the first words of a mistake need not wait for the rest.
 */
export async function checkLesson<Problem>(
  { lesson, files, learner, seed }: CheckAsk,
  run: RunsChecks<Problem>,
  onState: (state: CheckState<Problem>) => void,
  isStopped: () => boolean,
  isEnough: (state: CheckState<Problem>) => boolean = () => false,
): Promise<CheckState<Problem>> {
  const plan = lesson.plan(createRandom(seed), learner);
  const over = new Map<string, Run>();
  const records = new Map<string, RunRecord>();
  let problem: Problem | null = null;
  let isOver = false;

  const state = (): CheckState<Problem> => {
    const goals = judgeGoals(lesson, over, learner);
    const running = isOver || isStopped() ? undefined : Object.keys(plan).find((name) => !over.has(name));
    return {
      goals,
      runs: Object.keys(plan).map((name) => ({
        name,
        state: over.has(name) ? "over" : name === running ? "running" : "waiting",
        record: records.get(name) ?? null,
      })),
      problem,
      verdict: isOver ? verdictOf(goals) : isStopped() ? "stopped" : "running",
      feedback: isOver ? feedbackOf(goals) : null,
    };
  };

  onState(state());
  for (const [name, planned] of Object.entries(plan)) {
    const asked = toCheckRun(lesson, files, learner, planned, Object.fromEntries(over));
    const calibration = await run(toCalibration(asked), () => {});
    if (isStopped()) return state();
    // Sources that do not compile are said once, by the run itself.
    const jitterUs = calibration.problem === null ? jitterOf(calibration.record) : Number.POSITIVE_INFINITY;
    const { record, problem: found } = await run(asked, (sofar) => {
      records.set(name, sofar);
      onState(state());
    });
    if (isStopped()) return state();
    if (record === null) {
      problem = found;
      break;
    }
    records.set(name, record);
    const made = toRun(name, record, jitterUs, { ...planned.params, ...planned.serverParams });
    over.set(name, { ...made, jitterUs: Math.max(jitterUs, latenessWithin(made)) });
    const now = state();
    onState(now);
    if (isEnough(now)) break;
  }
  isOver = true;
  const last = state();
  onState(last);
  return last;
}

function toCheckRun(
  lesson: Lesson,
  files: LessonFiles,
  learner: CheckAsk["learner"],
  planned: PlannedRun,
  before: Readonly<Record<string, Run>>,
): CheckRun {
  const settings = typeof planned.settings === "function" ? planned.settings(before) : planned.settings;
  return {
    files: composeProject(files, lesson.yours, learner.files, planned),
    experiment: planned.experiment,
    settings: { ...learner.settings, ...settings, where: "backend" },
  };
}

/** The same deployment, with a client program that only looks at the clock. */
function toCalibration({ files, settings }: CheckRun): CheckRun {
  const others = files.filter(({ path }) => path !== "client.ts");
  return {
    files: [...others, { path: "client.ts", content: calibrationProgram }],
    experiment: "lateness",
    settings,
  };
}

function judgeGoals(
  lesson: Lesson,
  over: ReadonlyMap<string, Run>,
  learner: Learner,
): Readonly<Record<string, GoalState>> {
  const evidence = { ...Object.fromEntries(over), learner } as unknown as Evidence<string>;
  return Object.fromEntries(
    Object.entries(lesson.goals).map(([key, { needs, judge }]): [string, GoalState] => [
      key,
      needs.every((name) => over.has(name))
        ? { kind: "judged", finding: needs.some((name) => isHalf(over.get(name))) ? lost : judge(evidence) }
        : { kind: "waiting" },
    ]),
  );
}

/**
 * A connection that was lost is nobody's mistake, and half a run decides nothing; nor does one whose halves contradict each
 * other.
 */
const lost = cannotTell(nothing, nothing);
const isHalf = (run: Run | undefined) =>
  run !== undefined && (run.record.header.outcome.kind === "lostConnection" || isContradicted(run));

function findings(goals: Readonly<Record<string, GoalState>>): readonly (Finding | null)[] {
  return Object.values(goals).map((goal) => (goal.kind === "judged" ? goal.finding : null));
}

/** A mistake outweighs a doubt, and a doubt outweighs what passed. */
function verdictOf(goals: Readonly<Record<string, GoalState>>): Finding["verdict"] {
  const found = findings(goals).map((finding) => finding?.verdict ?? "cannotTell");
  if (found.includes("notYet")) return "notYet";
  return found.includes("cannotTell") ? "cannotTell" : "passed";
}

function feedbackOf(goals: Readonly<Record<string, GoalState>>): string | null {
  return findings(goals).find((finding) => finding?.verdict === "notYet")?.feedback ?? null;
}
