"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { type Origin, OriginBadge } from "#components/ui/origin-badge.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { StoredRun } from "./run-list.ts";

/** Measured, recorded or simulated, and what was emulated: the one place that says it for all views. */
export function OriginBadges({ run }: { readonly run: StoredRun }) {
  const { engine, recorded, settings } = run.record.header;
  const emulated = useEmulated(settings);
  const isOurs = run.origin !== "recorded" && run.origin !== "file";
  const origin: Origin = engine === "simulated" ? "simulated" : recorded || !isOurs ? "recorded" : "measured";
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <OriginBadge origin={origin} />
      {emulated.length > 0 && <OriginBadge origin="emulated" />}
      {emulated.length > 0 && <span className="text-ink-faint text-xs">{emulated.join(" · ")}</span>}
    </span>
  );
}

/** "network 20 ms ± 5 ms", "10 workers": what stood between client and handler besides the real network. */
function useEmulated({ network, workers }: RunSettings): readonly string[] {
  const { locale, text } = useText();
  const words = text.timeline;
  const { delayMs, jitterMs, bandwidthKbps } = network;
  const delay =
    formatDuration(locale, delayMs * 1_000) +
    (jitterMs > 0 ? ` ± ${formatDuration(locale, jitterMs * 1_000)}` : "");
  const isSlowed = delayMs > 0 || jitterMs > 0 || bandwidthKbps > 0;
  return [
    ...(isSlowed ? [formatText(words.emulatedNetwork, { delay })] : []),
    ...(workers === null ? [] : [formatPlural(locale, words.emulatedWorkers, workers)]),
  ];
}
