"use client";

import { Clock, TriangleAlert } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { RunHeader } from "#lib/record/run-record.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { headlineText } from "./headline-text.ts";
import type { TimelineRun } from "./timeline-run.ts";

/** How far the server's clock was moved and what makes a run doubtful. Where a run comes from stands above the views. */
export function TimelineBadges({ runs }: { readonly runs: readonly TimelineRun[] }) {
  const { locale, text } = useText();
  const { ratio } = headlineText(runs, locale, text.timeline);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      {runs.map(({ record: { header }, label }) => (
        <RunBadges key={header.id} header={header} label={runs.length > 1 ? label : null} />
      ))}
      {ratio !== null && (
        <span className="text-ink-faint text-xs">
          {ratio} · {text.timeline.onePair}
        </span>
      )}
    </div>
  );
}

function RunBadges({ header, label }: { readonly header: RunHeader; readonly label: string | null }) {
  const { text } = useText();
  const words = text.timeline;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {label !== null && <span className="text-ink-faint text-xs">{label}</span>}
      <ClockBadge header={header} />
      {header.marks.map((mark) => (
        <Badge key={mark} tone="limit" icon={<TriangleAlert aria-hidden="true" />}>
          {words.marks[mark]}
        </Badge>
      ))}
    </div>
  );
}

function ClockBadge({ header: { clock } }: { readonly header: RunHeader }) {
  const { locale, text } = useText();
  const words = text.timeline;
  if (clock.offsetUs === null) {
    return <Badge icon={<Clock aria-hidden="true" />}>{words.clockUnknown}</Badge>;
  }
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
