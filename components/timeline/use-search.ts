"use client";

import { useMemo, useState } from "react";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { searchAttempts } from "#lib/timeline/search-attempts.ts";
import type { TimelineSelection } from "./timeline-run.ts";

export type SearchControl = {
  readonly query: string;
  /** How many attempts the query means, over all runs. */
  readonly count: number;
  /** Which of them is shown, from 1; 0: none yet. */
  readonly at: number;
  setQuery(query: string): void;
  /** Shows the next one, or the one before, round and round. */
  go(step: 1 | -1): void;
};

/** Looks through the runs as one types; nothing moves before one asks for the first match. */
export function useSearch(
  layouts: readonly RunLayout[],
  onShow: (found: TimelineSelection) => void,
): SearchControl {
  const [{ query, at }, setState] = useState({ query: "", at: 0 });
  const found = useMemo(
    () =>
      query.trim() === ""
        ? []
        : layouts.flatMap(({ record }, run) => searchAttempts(record, query).map((row) => ({ run, row }))),
    [layouts, query],
  );
  return {
    query,
    count: found.length,
    at: Math.min(at, found.length),
    setQuery: (next) => setState({ query: next, at: 0 }),
    go(step) {
      if (found.length === 0) return;
      const next =
        at === 0 && step === -1 ? found.length : ((at - 1 + step + found.length) % found.length) + 1;
      const match = found[next - 1];
      setState({ query, at: next });
      if (match !== undefined) onShow(match);
    },
  };
}
