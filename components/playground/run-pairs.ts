import type { RunPair } from "#lib/record/compare-runs.ts";
import { isMeasure, type StoredRun } from "./run-list.ts";

/**
 * Further pairs of the two experiments on screen, from runs of this visit with the same code and settings: the newest
 * with the newest, and so on back. The pair on screen is not among them.
 */
export function otherPairs(runs: readonly StoredRun[], a: StoredRun, b: StoredRun): readonly RunPair[] {
  if (a.sourceKey === null || a.sourceKey !== b.sourceKey) return [];
  if (a.record.header.experiment === b.record.header.experiment) return [];
  const alike = (shown: StoredRun) =>
    runs
      .filter(
        (run) =>
          run.id !== shown.id &&
          run.sourceKey === shown.sourceKey &&
          run.record.header.experiment === shown.record.header.experiment &&
          run.record.header.marks.length === 0 &&
          isMeasure(run),
      )
      .toReversed();
  const [ofA, ofB] = [alike(a), alike(b)];
  return ofA.flatMap((run, i) => {
    const partner = ofB[i];
    return partner === undefined ? [] : [[run.record, partner.record] as const];
  });
}
