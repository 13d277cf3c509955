"use client";

import { useMemo, useReducer } from "react";
import type { Arrangement, TimelineMemory } from "./timeline-memory.ts";
import type { TimelineRun } from "./timeline-run.ts";
import { useMedia } from "./use-media.ts";

export type ArrangedRuns = {
  readonly arrangement: Arrangement;
  /** As drawn: top first, or the one in front first. */
  readonly runs: readonly TimelineRun[];
  /** Where a run as given is drawn, and the other way round: two runs, so both are the same. */
  place(run: number): number;
  setArrangement(next: Arrangement): void;
  /** Null with one run. */
  readonly swap: (() => void) | null;
};

/**
 * Which run stands above, or in front. As given until the visitor swaps; that holds for the two experiments, so that
 * nothing turns round when one of them is run again.
 */
export function useArrangement(
  runs: readonly TimelineRun[],
  shown: number,
  memory: TimelineMemory,
): ArrangedRuns {
  const [version, redraw] = useReducer((count: number) => count + 1, 0);
  const isWide = useMedia("(min-width: 900px)");
  const arrangement = runs.length < 2 ? "stacked" : (memory.arrangement ?? (isWide ? "stacked" : "overlay"));
  const key = runs
    .map(({ record: { header } }) => header.experiment)
    .sort()
    .join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the memory changed.
  return useMemo(() => {
    const isGiven = arrangement === "stacked" || shown === 0;
    const isTurned = runs.length === 2 && memory.swapped.has(`${arrangement}\n${key}`) === isGiven;
    return {
      arrangement,
      runs: isTurned ? [...runs].reverse() : runs,
      place: (run) => (isTurned ? runs.length - 1 - run : run),
      setArrangement(next) {
        memory.arrangement = next;
        redraw();
      },
      swap:
        runs.length === 2
          ? () => {
              const pair = `${arrangement}\n${key}`;
              if (!memory.swapped.delete(pair)) memory.swapped.add(pair);
              redraw();
            }
          : null,
    };
  }, [runs, shown, memory, arrangement, key, version]);
}
