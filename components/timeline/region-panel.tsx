"use client";

import { X, ZoomIn } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import type { Region, RegionStatistics } from "#lib/timeline/region-statistics.ts";
import { useRegionStatistics } from "./use-region-statistics.ts";

type RegionPanelProps = {
  readonly layouts: readonly RunLayout[];
  readonly labels: readonly string[];
  readonly nowUs: readonly number[];
  readonly region: Region;
  readonly onZoom: () => void;
  readonly onClose: () => void;
};

/** What happened in the selected stretch: calls, percentiles and time by phase, one row for each run. */
export function RegionPanel({ layouts, labels, nowUs, region, onZoom, onClose }: RegionPanelProps) {
  const { locale, text } = useText();
  const words = text.timeline.region;
  const statistics = useRegionStatistics(layouts, nowUs, region);
  const range = formatText(words.range, {
    from: formatDuration(locale, region.fromUs),
    to: formatDuration(locale, region.toUs),
    duration: formatDuration(locale, region.toUs - region.fromUs),
  });
  return (
    <section
      aria-label={words.label}
      className="grid gap-1.5 rounded-control border border-accent/40 bg-surface-raised px-3 py-2"
    >
      <header className="flex items-center gap-2">
        <h3 className="font-semibold text-sm tabular-nums">{range}</h3>
        <span className="ml-auto flex">
          <IconButton label={words.zoom} icon={<ZoomIn />} size="small" onClick={onZoom} />
          <IconButton label={words.clear} icon={<X />} size="small" keys={["Esc"]} onClick={onClose} />
        </span>
      </header>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-xs tabular-nums">
          <thead className="text-left text-ink-faint">
            <tr className="[&>th]:whitespace-nowrap [&>th]:py-0.5 [&>th]:pr-4 [&>th]:font-medium">
              {labels.length > 1 && <th scope="col">{words.run}</th>}
              <th scope="col">{words.calls}</th>
              <th scope="col">{words.p50}</th>
              <th scope="col">{words.p95}</th>
            </tr>
          </thead>
          {statistics.map((each, i) => (
            <tbody key={labels[i] ?? ""} className="border-hairline border-t align-top">
              <tr className="[&>*]:pt-1 [&>*]:pr-4">
                {labels.length > 1 && (
                  <th scope="row" className="text-left font-normal text-ink-soft">
                    {labels[i]}
                  </th>
                )}
                <td>
                  {formatNumber(locale, each.calls)}
                  {each.nested > 0 && (
                    <span className="block whitespace-nowrap text-ink-faint">
                      {formatPlural(locale, text.timeline.nestedCalls, each.nested)}
                    </span>
                  )}
                </td>
                <PercentileCell percentile={each.p50} n={each.measured} />
                <PercentileCell percentile={each.p95} n={each.measured} />
              </tr>
              <tr>
                <td colSpan={4} className="pb-1 text-ink-soft">
                  {words.phases} <Phases phases={each.phases} />
                </td>
              </tr>
            </tbody>
          ))}
        </table>
      </div>
      <p className="text-ink-faint text-xs">{words.meaning}</p>
    </section>
  );
}

/** A value from too few calls is only a hint, and says how many it would need. */
function PercentileCell({ percentile, n }: { readonly percentile: Percentile | null; readonly n: number }) {
  const { locale, text } = useText();
  if (percentile === null) return <td className="text-ink-faint">–</td>;
  const { value, enough, needs } = percentile;
  return (
    <td className={`whitespace-nowrap ${enough ? "" : "text-ink-faint"}`}>
      {formatDuration(locale, value)}
      {!enough && (
        <span className="block">
          {formatText(text.timeline.region.tooFew, {
            needs: formatNumber(locale, needs),
            n: formatNumber(locale, n),
          })}
        </span>
      )}
    </td>
  );
}

function Phases({ phases }: Pick<RegionStatistics, "phases">) {
  const { locale, text } = useText();
  if (phases.length === 0) return "–";
  return phases
    .map(
      ([phase, us]) => `${text.timeline.details.phases[phase]}\u00a0${unbroken(formatDuration(locale, us))}`,
    )
    .join(" · ");
}

/** A number stays with its unit. */
function unbroken(duration: string): string {
  return duration.replaceAll(" ", "\u00a0");
}
