import { newVisitRun, type VisitRun } from "./visit-run.ts";

export type Visit = {
  /** Oldest first. */
  readonly runs: readonly VisitRun[];
  /** On view, by id; null: none yet. */
  readonly shownId: string | null;
  /** Beside it; null: nothing. */
  readonly otherId: string | null;
};

export type VisitStore = {
  get(): Visit;
  subscribe(listener: () => void): () => void;
  /** Begins a run and shows it; the one on view before stands beside it. */
  begin(facts: Omit<Parameters<typeof newVisitRun>[0], "number">): void;
  change(id: string, change: (run: VisitRun) => VisitRun): void;
  show(id: string): void;
  compare(id: string | null): void;
  remove(id: string): void;
};

/** A run of 50 000 calls takes some megabytes: the oldest make room. */
const keptRuns = 8;

export function createVisitStore(): VisitStore {
  let visit: Visit = { runs: [], shownId: null, otherId: null };
  let begun = 0;
  const listeners = new Set<() => void>();
  const set = (next: Visit) => {
    visit = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => visit,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(facts) {
      begun += 1;
      const runs = [...visit.runs, newVisitRun({ ...facts, number: begun })];
      // What is on view stays, whatever its age.
      const kept = runs.filter(({ id }, at) => at >= runs.length - keptRuns || id === visit.shownId);
      set({ runs: kept, shownId: facts.id, otherId: null });
    },
    change(id, change) {
      set({ ...visit, runs: visit.runs.map((run) => (run.id === id ? change(run) : run)) });
    },
    show: (id) => set({ ...visit, shownId: id, otherId: visit.otherId === id ? null : visit.otherId }),
    compare: (id) => set({ ...visit, otherId: id === visit.shownId ? null : id }),
    remove(id) {
      const runs = visit.runs.filter((run) => run.id !== id);
      const shownId = visit.shownId === id ? (runs.at(-1)?.id ?? null) : visit.shownId;
      set({
        runs,
        shownId,
        otherId: visit.otherId === id || visit.otherId === shownId ? null : visit.otherId,
      });
    },
  };
}

/** The runs of this visit: they outlive a walk through the site, not a reload. Nothing of them leaves the browser. */
export const visitStore = createVisitStore();
