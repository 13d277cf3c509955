import type { RunRecord } from "#lib/record/run-record.ts";
import { latenessWithin } from "./calibration.ts";
import { type Run, toRun } from "./evidence.ts";
import type { Lesson } from "./lesson.ts";
import type { LessonMistake } from "./lesson-mistake.ts";
import { ms } from "./measure.ts";
import type { Quantity } from "./quantity.ts";

/** A duration of another day may differ by so much and still tell the same story. */
const slack = { factor: 1.3, us: 120 * ms };
/** What was made of durations of a lesson that computes differs by more. */
const computedFactor = 2;

/** Whether a run made today tells what the recorded one tells: the same calls in the same order, the same figures. */
export function compareRecorded(lesson: Lesson, recorded: RunRecord, today: RunRecord): LessonMistake[] {
  const [before, now] = [toRun("shown", recorded), toRun("shown", today)];
  const story = ({ attempts }: Run) =>
    attempts.map(({ method, status }) => `${method} ${status ?? "open"}`).join(", ");
  // How long it computes is the machine's matter: no duration is too far away.
  const isMachines = lesson.shown.computes === true;
  const lateUs = isMachines ? Number.POSITIVE_INFINITY : latenessWithin(before) + latenessWithin(now);
  const mistakes: LessonMistake[] = [];
  const say = (key: string, what: string) => mistakes.push({ file: "recorded.json", line: null, key, what });
  if (story(before) !== story(now)) say("attempts", `[${story(before)}], and today [${story(now)}]`);
  if (now.record.header.outcome.kind !== before.record.header.outcome.kind)
    say("outcome", `${before.record.header.outcome.kind}, and today ${now.record.header.outcome.kind}`);
  for (const [key, figure] of Object.entries(lesson.figures)) {
    const [then, fresh] = [figure(before), figure(now)];
    if (!isAlike(then, fresh, lateUs))
      say(`figures.${key}`, `${JSON.stringify(then)}, and today ${JSON.stringify(fresh)}`);
  }
  for (const [key, pin] of Object.entries(lesson.pins))
    if (pin(before) === undefined) say(`pins.${key}`, "points at no attempt of the recorded run");
  return mistakes;
}

function isAlike(then: Quantity, now: Quantity, lateUs: number): boolean {
  if (then.kind === "duration" && now.kind === "duration") {
    const [less, more] = [Math.min(then.us, now.us), Math.max(then.us, now.us)];
    return more <= less * slack.factor + slack.us + lateUs;
  }
  if (then.kind === "about" && now.kind === "about") return isNear(then.of, now.of, lateUs);
  return JSON.stringify(then) === JSON.stringify(now);
}

/** What was called "about" so many may be so many more or fewer. */
function isNear(then: Quantity, now: Quantity, lateUs: number): boolean {
  const areNumbers = then.kind === "number" && now.kind === "number";
  if (areNumbers || (then.kind === "count" && now.kind === "count")) {
    const factor = lateUs === Number.POSITIVE_INFINITY ? computedFactor : slack.factor;
    return Math.max(then.value, now.value) <= Math.min(then.value, now.value) * factor;
  }
  return isAlike(then, now, lateUs);
}
