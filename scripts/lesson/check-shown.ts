import type { Failure } from "#components/playground/failure.ts";
import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import { compareRecorded } from "#lib/lessons/compare-recorded.ts";
import type { LessonMistake } from "#lib/lessons/lesson-mistake.ts";
import type { AuthoredLesson } from "./lesson-case.ts";
import { checkSources, makeShownRun } from "./recorded-run.ts";

/** A run of another day may meet a busy moment: what differs is looked at again. */
const mostTries = 3;

/** Whether the recorded run is one of today's `start/`, and tells what a run made now tells. */
export async function checkShown(
  authored: AuthoredLesson,
  run: RunsChecks<Failure>,
): Promise<LessonMistake[]> {
  const mistakes = checkSources(authored);
  if (authored.folder.recorded === null) return mistakes;
  let different: LessonMistake[] = [];
  for (let tries = 0; tries < mostTries; tries += 1) {
    const today = await makeShownRun(authored, "start", run);
    different = compareRecorded(authored.lesson, authored.folder.recorded.record, today);
    if (different.length === 0) break;
  }
  return [...mistakes, ...different];
}
