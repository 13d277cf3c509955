"use client";

import { Clock, TriangleAlert } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { areClocksApart, isServerOnly } from "#lib/record/raw-clock.ts";
import type { RunMark, RunRecord } from "#lib/record/run-record.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import type { ServerTime } from "#lib/timeline/layout-lanes.ts";
import type { TimelineRun } from "./timeline-run.ts";

type TimelineBadgesProps = {
  readonly runs: readonly TimelineRun[];
  /** In the order of `runs`. */
  readonly layouts: readonly RunLayout[];
  readonly serverTime: ServerTime;
  readonly onServerTime: (next: ServerTime) => void;
};

/**
 * How far the server's clock was moved, the choice not to move it, and what makes a run doubtful. Where a run comes from
 * stands above the views.
 */
export function TimelineBadges({ runs, layouts, serverTime, onServerTime }: TimelineBadgesProps) {
  const { text } = useText();
  const isRaw = layouts.some((layout) => layout.isRaw);
  // Nothing to choose where no stamp of the server was moved.
  const hasChoice = layouts.some(
    ({ record, withoutServer }) =>
      record.attempts.length > 0 && !withoutServer && !areClocksApart(record) && !isServerOnly(record),
  );
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        {runs.map(({ record, label }) => (
          <RunBadges key={record.header.id} record={record} label={runs.length > 1 ? label : null} />
        ))}
        {hasChoice && (
          <Button
            size="small"
            className="h-6! text-xs! aria-pressed:border-accent/40 aria-pressed:bg-accent-soft aria-pressed:text-accent"
            aria-pressed={serverTime === "raw"}
            onClick={() => onServerTime(serverTime === "raw" ? "aligned" : "raw")}
          >
            {text.timeline.rawToggle}
          </Button>
        )}
      </div>
      {isRaw && <p className="max-w-prose text-ink-soft text-xs">{text.timeline.rawMeaning}</p>}
    </div>
  );
}

function RunBadges({ record, label }: { readonly record: RunRecord; readonly label: string | null }) {
  const { locale, text } = useText();
  const words = text.timeline;
  const markWords = (mark: RunMark) =>
    mark === "truncated"
      ? formatText(words.overLimit, { count: formatNumber(locale, record.attempts.length) })
      : words.marks[mark];
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {label !== null && <span className="text-ink-faint text-xs">{label}</span>}
      <ClockBadge record={record} />
      {record.header.marks.map((mark) => (
        <Badge key={mark} tone="limit" icon={<TriangleAlert aria-hidden="true" />}>
          {markWords(mark)}
        </Badge>
      ))}
    </div>
  );
}

function ClockBadge({ record }: { readonly record: RunRecord }) {
  const { locale, text } = useText();
  const { clock } = record.header;
  const words = text.timeline;
  if (isServerOnly(record)) return null;
  if (clock.offsetUs === null) {
    return <Badge icon={<Clock aria-hidden="true" />}>{words.clockUnknown}</Badge>;
  }
  // Calls contradict the exchange: the mark says so, and nothing was moved.
  if (areClocksApart(record)) return null;
  const sign = clock.offsetUs === 0 ? "" : clock.offsetUs > 0 ? "−" : "+";
  const values = {
    // Stamps move against the offset: a server that is ahead is moved back.
    offset: `${sign}${formatDuration(locale, Math.abs(clock.offsetUs))}`,
    uncertainty: formatDuration(locale, clock.uncertaintyUs / 2),
  };
  return (
    <Badge icon={<Clock aria-hidden="true" />} title={words.clockMovedMeaning}>
      {formatText(sharesZero(clock.offsetUs) ? words.clockMoved : words.clockAligned, values)}
    </Badge>
  );
}

/** Server clocks often count from the process's start: then the offset only says how long that was ago. */
function sharesZero(offsetUs: number): boolean {
  return Math.abs(offsetUs) < 60_000_000;
}
