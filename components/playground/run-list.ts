import type { RunRecord } from "#lib/record/run-record.ts";
import type { SourceText } from "./source-files.ts";

/** A run the page can show, with what it was made from. */
export type StoredRun = {
  readonly id: string;
  /** Counts the visitor's own runs from 1; 0 for runs that came from elsewhere. */
  readonly number: number;
  /**
   * `outside`: calls that nobody on the page made, between runs. `other`: the visitor ran a program that is not theirs.
   * `check`: a lesson's check made it. `history`: this browser remembered it.
   */
  readonly origin: "run" | "recorded" | "file" | "outside" | "other" | "check" | "history";
  readonly record: RunRecord;
  /** Sources and settings it was made from; null when they are not the visitor's. */
  readonly sourceKey: string | null;
  /** What the visitor ran, of runs made since this page was loaded. */
  readonly files?: readonly SourceText[];
  /** Made before this page was loaded, in the same visit. */
  readonly isKept?: boolean;
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
  /** A run of the browser's history is put on screen, or drawn above the one there. */
  | { readonly kind: "remember"; readonly run: StoredRun; readonly how: "alone" | "beside" }
  /** The run of a check is put on screen, for the first time or again. */
  | { readonly kind: "check"; readonly run: StoredRun }
  /**
   * What was there on arrival: runs recorded earlier, which never push aside the visitor's own, and those of the visit
   * from before the page was loaded, with what was on screen then.
   */
  | {
      readonly kind: "earlier";
      readonly recorded: readonly StoredRun[];
      readonly kept: readonly StoredRun[];
      readonly view: Pick<RunList, "shownId" | "otherId">;
    }
  /** What callers from outside did, oldest first: new sessions, and known ones that have grown. */
  | { readonly kind: "outside"; readonly runs: readonly StoredRun[] }
  | { readonly kind: "show"; readonly id: string }
  | { readonly kind: "compare"; readonly id: string | null };

const keptRuns = 30;
/** Sessions of callers from outside; the server tells older ones again to whoever asks. */
const keptSessions = 8;

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
  // Another program is run to be held against one's own.
  if (next.origin === "other")
    return list.runs.findLast((run) => run.origin === "run" && isMeasure(run))?.id ?? null;
  if (shown === null || shown.origin !== "run") return null;
  const isAnother = shown.record.header.experiment !== next.record.header.experiment;
  if (isAnother && isMeasure(shown)) return shown.id;
  return other !== null && other.origin !== "recorded" && isMeasure(other) ? other.id : null;
}

/** A run that was stopped, failed or made no call is no measure for another one. */
export function isMeasure({ record: { header } }: StoredRun): boolean {
  return header.outcome.kind === "finished" && header.totals.ok > 0;
}

/** Folds what happens to runs into the list. Pure. */
export function foldRunList(list: RunList, action: RunListAction): RunList {
  switch (action.kind) {
    case "begin":
    case "add": {
      const number = action.run.origin === "run" ? lastNumber(list.runs) + 1 : 0;
      const runs = [...list.runs, { ...action.run, number }].slice(-keptRuns);
      const otherId = action.kind === "begin" ? partnerFor(list, action.run) : null;
      return { runs, shownId: action.run.id, otherId };
    }
    case "remember": {
      const { run, how } = action;
      const runs = findRun(list, run.id) === null ? [...list.runs, run].slice(-keptRuns) : list.runs;
      const isBeside = how === "beside" && list.shownId !== null && list.shownId !== run.id;
      if (isBeside) return { ...list, runs, otherId: run.id };
      return { runs, shownId: run.id, otherId: null };
    }
    case "check": {
      const others = list.runs.filter(({ id }) => id !== action.run.id);
      return { runs: [...others, action.run].slice(-keptRuns), shownId: action.run.id, otherId: null };
    }
    case "update":
      return {
        ...list,
        runs: list.runs.map((run) => (run.id === action.id ? { ...run, record: action.record } : run)),
      };
    case "earlier":
      return withEarlier(list, action.recorded, action.kept, action.view);
    case "outside":
      return withOutside(list, action.runs);
    case "show":
      return { ...list, shownId: action.id, otherId: list.otherId === action.id ? null : list.otherId };
    case "compare":
      return { ...list, otherId: action.id === list.shownId ? null : action.id };
  }
}

/** A visitor who looks at a run of their own is not led away from it. */
function withOutside(list: RunList, sessions: readonly StoredRun[]): RunList {
  const grown = new Map(sessions.map((session) => [session.id, session]));
  const known = list.runs.map((run) => grown.get(run.id) ?? run);
  const fresh = sessions.filter(({ id }) => findRun(list, id) === null);
  const all = [...known, ...fresh];
  const outside = all.filter(({ origin }) => origin === "outside");
  const old = new Set(outside.slice(0, -keptSessions).map(({ id }) => id));
  const runs = all.filter(({ id }) => !old.has(id) || id === list.shownId || id === list.otherId);
  const shown = findRun(list, list.shownId);
  const latest = fresh.at(-1);
  const mayShow = shown === null || shown.origin === "recorded" || shown.origin === "outside";
  if (latest === undefined || !mayShow) return { ...list, runs };
  return { runs, shownId: latest.id, otherId: null };
}

function withEarlier(
  list: RunList,
  recorded: readonly StoredRun[],
  kept: readonly StoredRun[],
  view: Pick<RunList, "shownId" | "otherId">,
): RunList {
  const before = lastNumber(kept);
  // A run that began before the kept ones were back counts on from them.
  const since = list.runs.map((run) =>
    run.origin === "run" ? { ...run, number: run.number + before } : run,
  );
  const runs = [...recorded, ...kept, ...since];
  if (since.length > 0) return { ...list, runs };
  const known = (id: string | null) => (runs.some((run) => run.id === id) ? id : null);
  const shownId = known(view.shownId);
  if (shownId !== null) return { runs, shownId, otherId: known(view.otherId) };
  if (kept.length > 0) return { runs, shownId: kept.at(-1)?.id ?? null, otherId: null };
  const [first, last] = [recorded[0], recorded.at(-1)];
  return { runs, shownId: last?.id ?? null, otherId: first === last ? null : (first?.id ?? null) };
}

function lastNumber(runs: readonly StoredRun[]): number {
  return runs.reduce((last, { number }) => Math.max(last, number), 0);
}
