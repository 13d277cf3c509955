"use client";

import { useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { regionStatistics } from "#lib/timeline/region-statistics.ts";
import type { RegionControl } from "./use-region.ts";

/** What is selected, for who does not see it; nothing while the pointer still draws. */
export function useRegionSentence(
  { region, isOpen }: RegionControl,
  layouts: readonly RunLayout[],
  nowUs: readonly number[],
): string {
  const { locale, text } = useText();
  return useMemo(() => {
    if (region === null || isOpen) return "";
    const calls = layouts.reduce((sum, { record, originUs, lastUs }, i) => {
      const own = { fromUs: region.fromUs + originUs, toUs: region.toUs + originUs };
      return sum + regionStatistics(record, own, nowUs[i] ?? lastUs).calls;
    }, 0);
    return formatText(text.timeline.region.report, {
      from: formatDuration(locale, region.fromUs),
      to: formatDuration(locale, region.toUs),
      calls: formatPlural(locale, text.timeline.calls, calls),
    });
  }, [region, isOpen, layouts, nowUs, locale, text]);
}
