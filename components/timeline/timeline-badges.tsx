"use client";

import { Clock, TriangleAlert } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Origin, OriginBadge } from "#components/ui/origin-badge.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { RunHeader } from "#lib/record/run-record.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { TimelineRun } from "./timeline-run.ts";

/** What is measured and what is emulated, how far the server's clock was moved, and what makes a run doubtful. */
export function TimelineBadges({ runs }: { readonly runs: readonly TimelineRun[] }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      {runs.map(({ record: { header }, label }) => (
        <RunBadges key={header.id} header={header} label={runs.length > 1 ? label : null} />
      ))}
    </div>
  );
}

function RunBadges({ header, label }: { readonly header: RunHeader; readonly label: string | null }) {
  const { text } = useText();
  const words = text.timeline;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {label !== null && <span className="text-ink-faint text-xs">{label}</span>}
      <OriginBadge origin={originOf(header)} />
      <EmulationBadge header={header} />
      <ClockBadge header={header} />
      {header.marks.map((mark) => (
        <Badge key={mark} tone="limit" icon={<TriangleAlert aria-hidden="true" />}>
          {words.marks[mark]}
        </Badge>
      ))}
    </div>
  );
}

function originOf({ engine, recorded }: RunHeader): Origin {
  return engine === "simulated" ? "simulated" : recorded ? "recorded" : "measured";
}

function EmulationBadge({ header: { settings } }: { readonly header: RunHeader }) {
  const { locale, text } = useText();
  const words = text.timeline;
  const { delayMs, jitterMs, bandwidthKbps } = settings.network;
  const delay =
    formatDuration(locale, delayMs * 1_000) +
    (jitterMs > 0 ? ` ± ${formatDuration(locale, jitterMs * 1_000)}` : "");
  const parts = [
    ...(delayMs > 0 || jitterMs > 0 || bandwidthKbps > 0
      ? [formatText(words.emulatedNetwork, { delay })]
      : []),
    ...(settings.workers === null ? [] : [formatPlural(locale, words.emulatedWorkers, settings.workers)]),
  ];
  if (parts.length === 0) return null;
  return (
    <span className="flex items-center gap-1">
      <OriginBadge origin="emulated" />
      <span className="text-ink-faint text-xs">{parts.join(" · ")}</span>
    </span>
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
