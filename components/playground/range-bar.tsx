"use client";

import { ListFilter, X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { countInside } from "#lib/timeline/attempt-range.ts";
import type { StoredRun } from "./run-list.ts";

type RangeBarProps = {
  /** The runs that the view below shows, and their rows inside. */
  readonly runs: readonly StoredRun[];
  readonly rows: readonly (ReadonlySet<number> | null)[];
  readonly onClear: () => void;
};

/** Says that a view shows the picked calls alone, and how many those are; one click shows all again. */
export function RangeBar({ runs, rows, onClear }: RangeBarProps) {
  const { locale, text } = useText();
  const words = text.playground;
  const counts = runs.map(({ record }, at) => countInside(record, rows[at] ?? new Set()));
  const sum = (of: "inside" | "all") => counts.reduce((all, count) => all + count[of], 0);
  const says = formatText(words.filtered, {
    count: formatNumber(locale, sum("inside")),
    all: formatNumber(locale, sum("all")),
  });
  return (
    <div data-filter={sum("inside")} className="flex shrink-0 px-3 pt-2">
      <span className="flex min-h-7 items-center gap-1.5 rounded-full border border-accent/40 bg-accent-soft pl-2.5 text-xs tabular-nums">
        <ListFilter aria-hidden="true" className="size-3.5 text-accent" />
        <span role="status">{says}</span>
        <button
          type="button"
          className="flex min-h-7 items-center gap-1 rounded-full pr-2.5 pl-1.5 text-accent hover:underline"
          onClick={onClear}
        >
          <span aria-hidden="true">·</span>
          {words.filterClear}
          <X aria-hidden="true" className="size-3.5" />
        </button>
      </span>
    </div>
  );
}
