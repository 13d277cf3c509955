"use client";

import { X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { attemptFlags } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { describeSpan } from "#lib/timeline/describe-span.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { statusName } from "#lib/wire/status-names.ts";
import { AttemptFacts } from "./attempt-facts.tsx";
import { attemptTitle } from "./attempt-title.ts";
import { CopyCall, type OutsideAsk } from "./copy-call.tsx";
import { HopList } from "./hop-list.tsx";
import { PhaseTable } from "./phase-table.tsx";

type AttemptDetailsProps = {
  readonly record: RunRecord;
  readonly row: number;
  readonly onOutside: ((ask: OutsideAsk) => void) | undefined;
  /** The run's name when two are on screen. */
  readonly runLabel: string | null;
  /** Another attempt of the same tree of calls was chosen. */
  readonly onSelect: (row: number) => void;
  readonly onClose: () => void;
};

/** Everything the record knows about one attempt: phases on both clocks, worker, status, sizes. */
export function AttemptDetails({ record, row, onOutside, runLabel, onSelect, onClose }: AttemptDetailsProps) {
  const { locale, text } = useText();
  const words = text.timeline.details;
  const span = describeSpan(record, row);
  const title = attemptTitle(span, text.timeline);
  const uncertain = ((record.attempts.flags[row] ?? 0) & attemptFlags.uncertain) !== 0;
  return (
    <section
      aria-label={title}
      className="sticky bottom-0 z-10 grid max-h-[45vh] gap-3 overflow-auto border-hairline-strong border-t bg-surface-raised px-4 py-3"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-base">{title}</h3>
        {runLabel !== null && <span className="text-ink-faint text-sm">{runLabel}</span>}
        <span className={span.status === 0 ? "text-ok text-sm" : "text-failed text-sm"}>
          {span.open
            ? text.timeline.describe.open
            : `${span.status === 0 ? "✓" : "✕"} ${statusName(span.status)}`}
        </span>
        {span.totalUs !== null && (
          <span className="font-semibold text-sm tabular-nums">{formatDuration(locale, span.totalUs)}</span>
        )}
        <span className="ml-auto flex gap-1">
          <IconButton label={words.close} icon={<X />} size="small" keys={["Esc"]} onClick={onClose} />
        </span>
      </header>
      <div className="grid gap-x-8 gap-y-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <PhaseTable record={record} row={row} />
        <AttemptFacts record={record} row={row} />
      </div>
      <HopList record={record} row={row} onSelect={onSelect} />
      <CopyCall record={record} row={row} title={title} onOutside={onOutside} />
      {uncertain && <p className="text-ink-faint text-xs">{words.uncertain}</p>}
    </section>
  );
}
