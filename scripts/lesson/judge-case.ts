import { setTimeout as wait } from "node:timers/promises";
import type { Failure } from "#components/playground/failure.ts";
import { type CheckState, checkLesson, type RunsChecks } from "#lib/lessons/check-lesson.ts";
import type { AuthoredLesson, LessonCase } from "./lesson-case.ts";
import { sayQuantity } from "./say-quantity.ts";

export type JudgedCase = {
  readonly name: string;
  readonly state: CheckState<Failure>;
  /** Why it is not what the lesson promises; null when it is. */
  readonly off: string | null;
  /** How often the check was made: a busy machine decides nothing. */
  readonly tries: number;
};

/** A busy machine is asked again so often, after a pause; then the case is off, and the reason is named. */
const mostTries = 4;
const pauseMs = 3_000;

/** Makes the check for one version of the learner's part. Hidden values are the same in every try. */
export async function judgeCase(
  { lesson, folder }: AuthoredLesson,
  { name, learner, must }: LessonCase,
  run: RunsChecks<Failure>,
  seed: number,
): Promise<JudgedCase> {
  for (let tries = 1; ; tries += 1) {
    const state = await checkLesson(
      { lesson, files: folder, learner, seed },
      run,
      () => {},
      () => false,
      (soFar) => isDecided(soFar, must),
    );
    const isUndecided = state.verdict === "cannotTell" && state.problem === null;
    const isBusy = state.problem?.kind === "busy";
    if ((isUndecided || isBusy) && tries < mostTries) {
      await wait(pauseMs);
      continue;
    }
    return { name, state, tries, off: whatIsOff(state, must) };
  }
}

/** A mistake has its words as soon as every goal before the missed one is judged; the runs that are left change nothing. */
function isDecided({ goals }: CheckState<Failure>, must: LessonCase["must"]): boolean {
  const states = Object.values(goals);
  const missed = states.findIndex((goal) => goal.kind === "judged" && goal.finding.verdict === "notYet");
  if (missed === -1 || must.kind === "pass") return false;
  return states.slice(0, missed).every((goal) => goal.kind === "judged");
}

/** In the author's words; null when the check said what it must. */
export function whatIsOff(state: CheckState<Failure>, must: LessonCase["must"]): string | null {
  const { verdict, feedback, problem } = state;
  if (problem !== null)
    return `a run could not be made: ${JSON.stringify(problem, withoutBigInt).slice(0, 600)}`;
  if (verdict === "cannotTell") return "this machine was too busy to decide, in every try";
  switch (must.kind) {
    case "pass":
      return verdict === "passed" ? null : `must pass, and ${firstFailed(state)}`;
    case "fail":
      return verdict === "notYet" ? null : "must fail, and passes: the check asks for nothing";
    case "say":
      if (verdict === "passed") return "must fail, and passes: the check does not see this mistake";
      return feedback === must.feedback
        ? null
        : `must say feedback.${must.feedback}, and says ${feedback === null ? "the shared sentence" : `feedback.${feedback}`} (${firstFailed(state)})`;
  }
}

function firstFailed({ goals }: CheckState<Failure>): string {
  for (const [key, goal] of Object.entries(goals)) {
    if (goal.kind === "waiting") return `goal ${key} was never judged`;
    const { verdict, expected, seen } = goal.finding;
    if (verdict !== "passed")
      return `goal ${key} is ${verdict}: expected ${sayQuantity(expected)}, saw ${sayQuantity(seen)}`;
  }
  return "every goal is reached";
}

const withoutBigInt = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
