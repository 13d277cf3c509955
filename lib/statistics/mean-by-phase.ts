import type { AttemptTable } from "#lib/record/attempt-table.ts";
import { type PhaseKind, phaseKinds, toPhases, totalUs } from "#lib/record/phases.ts";

/** The mean share of a phase in the latency. More than one kind: they could not be told apart, a stamp is missing. */
export type PhaseMean = { readonly kinds: readonly PhaseKind[]; readonly meanUs: number };

export type MeanByPhase = {
  /** Calls whose latency is known. */
  readonly n: number;
  /** Mean latency, µs: the sum of the phases. */
  readonly meanUs: number;
  /** In the order of a call; a part that is not told apart stands at its first phase. */
  readonly phases: readonly PhaseMean[];
};

/**
 * Where the mean latency of some rows goes. Every call counts in every mean, with 0 where it lacks a phase: only so do the
 * means add up to the mean. Null when no row has both its start and its end.
 */
export function meanByPhase(table: AttemptTable, rows: Iterable<number>): MeanByPhase | null {
  const sums = new Map<string, { readonly kinds: readonly PhaseKind[]; us: number }>();
  let n = 0;
  let wholeUs = 0;
  for (const row of rows) {
    const us = totalUs(table, row);
    if (us === null) continue;
    n++;
    wholeUs += us;
    for (const { kinds, fromUs, toUs } of toPhases(table, row).phases) {
      const key = kinds.join(" ");
      const sum = sums.get(key) ?? { kinds, us: 0 };
      sum.us += toUs - fromUs;
      sums.set(key, sum);
    }
  }
  if (n === 0) return null;
  const phases = [...sums.values()]
    .map(({ kinds, us }) => ({ kinds, meanUs: us / n }))
    .sort((a, b) => placeOf(a) - placeOf(b) || a.kinds.length - b.kinds.length);
  return { n, meanUs: wholeUs / n, phases };
}

function placeOf({ kinds }: PhaseMean): number {
  const [first] = kinds;
  return first === undefined ? phaseKinds.length : phaseKinds.indexOf(first);
}
