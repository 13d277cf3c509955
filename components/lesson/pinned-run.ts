import type { RunRecord } from "#lib/record/run-record.ts";
import type { BenchView } from "./bench.ts";
import type { LessonFacts } from "./lesson-facts.ts";

/** Whether a lesson's pins are about this run: its experiment, recorded or with the learner's own code. */
export function isPinned(
  { shown }: Pick<LessonFacts, "shown">,
  view: Pick<BenchView, "strangers"> | null,
  { header }: RunRecord,
): boolean {
  return header.experiment === shown.experiment && view?.strangers.includes(header.id) !== true;
}

/** The run on screen that the pins are about; null: there is none. */
export function pinnedRun(facts: Pick<LessonFacts, "shown">, view: BenchView | null): RunRecord | null {
  const onScreen = [view?.shown, view?.compared].filter((record) => record != null);
  return onScreen.find((record) => isPinned(facts, view, record)) ?? null;
}
