import type { RunRecord } from "#lib/record/run-record.ts";

/** A run the page can show, with what it was made from. */
export type StoredRun = {
  readonly id: string;
  /** Counts the visitor's own runs from 1; 0 for runs that came from elsewhere. */
  readonly number: number;
  readonly origin: "run" | "recorded" | "file";
  readonly record: RunRecord;
  /** Sources and settings it was made from; null when they are not the visitor's. */
  readonly sourceKey: string | null;
};

/** The runs of this visit, newest last, and which one or two of them are on screen. */
export type RunList = {
  readonly runs: readonly StoredRun[];
  readonly shownId: string | null;
  /** Drawn above the shown run on the same axis. */
  readonly otherId: string | null;
};

export type RunListAction =
  | { readonly kind: "begin"; readonly run: StoredRun }
  | { readonly kind: "update"; readonly id: string; readonly record: RunRecord }
  | { readonly kind: "add"; readonly run: StoredRun }
  /** Runs recorded earlier; they never push aside the visitor's own. */
  | { readonly kind: "recorded"; readonly runs: readonly StoredRun[] }
  | { readonly kind: "show"; readonly id: string }
  | { readonly kind: "compare"; readonly id: string | null };

const keptRuns = 30;

export const noRuns: RunList = { runs: [], shownId: null, otherId: null };

export function findRun(list: RunList, id: string | null): StoredRun | null {
  return list.runs.find((run) => run.id === id) ?? null;
}

/**
 * What a new run is compared with: the run shown before when that was another experiment of the visitor's own,
 * else whatever it was compared with. So `blocking` stays on screen while `allAtOnce` is run again and again.
 */
function partnerFor(list: RunList, next: StoredRun): string | null {
  const shown = findRun(list, list.shownId);
  const other = findRun(list, list.otherId);
  if (shown === null || shown.origin !== "run") return null;
  const isAnother = shown.record.header.experiment !== next.record.header.experiment;
  if (isAnother && isComparable(shown)) return shown.id;
  return other !== null && other.origin !== "recorded" && isComparable(other) ? other.id : null;
}

/** A run that was stopped, failed or made no call is no measure for another one. */
function isComparable({ record: { header } }: StoredRun): boolean {
  return header.outcome.kind === "finished" && header.totals.ok > 0;
}

/** Folds what happens to runs into the list. Pure. */
export function foldRunList(list: RunList, action: RunListAction): RunList {
  switch (action.kind) {
    case "begin":
    case "add": {
      const runs = [...list.runs, action.run].slice(-keptRuns);
      const otherId = action.kind === "begin" ? partnerFor(list, action.run) : null;
      return { runs, shownId: action.run.id, otherId };
    }
    case "update":
      return {
        ...list,
        runs: list.runs.map((run) => (run.id === action.id ? { ...run, record: action.record } : run)),
      };
    case "recorded": {
      if (list.runs.length > 0) return { ...list, runs: [...action.runs, ...list.runs] };
      const [first, last] = [action.runs[0], action.runs.at(-1)];
      return {
        runs: action.runs,
        shownId: last?.id ?? null,
        otherId: first === last ? null : (first?.id ?? null),
      };
    }
    case "show":
      return { ...list, shownId: action.id, otherId: list.otherId === action.id ? null : list.otherId };
    case "compare":
      return { ...list, otherId: action.id === list.shownId ? null : action.id };
  }
}
