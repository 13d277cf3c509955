import type { GoalState } from "#lib/lessons/check-lesson.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { JudgedCase } from "./judge-case.ts";

const signs = { passed: "✓", notYet: "✗", cannotTell: "?" } as const;
const nameWidth = 28;

/** The goals as columns. */
export function headOf({ goals }: Lesson): string {
  return `  ${"".padEnd(nameWidth)}${Object.keys(goals)
    .map((key) => `  ${key}`)
    .join("")}  said`;
}

/** One line per version: a sign below each goal, what the check said, and below it what is off. */
export function lineOf({ name, state, off, tries }: JudgedCase): string {
  const cells = Object.entries(state.goals).map(([key, goal]) => `  ${signOf(goal).padEnd(key.length)}`);
  const said = state.feedback ?? state.verdict;
  const again = tries > 1 ? ` (try ${tries}: the machine was busy)` : "";
  const line = `  ${name.padEnd(nameWidth)}${cells.join("")}  ${said}${again}`;
  return off === null ? line : `${line}\n    OFF: ${off}`;
}

function signOf(goal: GoalState): string {
  return goal.kind === "waiting" ? "·" : signs[goal.finding.verdict];
}
