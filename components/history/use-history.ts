"use client";

import { useCallback, useEffect, useState } from "react";
import type { HistoryContent, HistoryEntry, HistoryProblem } from "./history-entry.ts";
import { openHistory } from "./open-history.ts";

export type HistoryList = {
  /** Newest first; null until they are read. */
  readonly entries: readonly HistoryEntry[] | null;
  readonly problem: HistoryProblem | null;
  read(id: string): Promise<HistoryContent | null>;
  /** Deletes, and returns what brings them back. */
  remove(some: readonly HistoryEntry[]): Promise<() => void>;
};

/** The browser's history of runs, as a list to look through. */
export function useHistory(): HistoryList {
  const [history] = useState(openHistory);
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const [problem, setProblem] = useState<HistoryProblem | null>(null);

  const look = useCallback(async () => {
    const found = await history.list();
    setEntries(found.ok ? found.value : []);
    setProblem(found.ok ? null : found.problem);
  }, [history]);
  useEffect(() => void look(), [look]);

  const remove = async (some: readonly HistoryEntry[]) => {
    const kept = await Promise.all(
      some.map(async (entry) => ({ entry, content: await history.read(entry.id) })),
    );
    setProblem(await history.remove(some.map(({ id }) => id)));
    await look();
    return () => {
      void (async () => {
        for (const { entry, content } of kept) if (content !== null) await history.add(entry, content);
        await look();
      })();
    };
  };
  return { entries, problem, read: history.read, remove };
}
