"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatPercent, formatText } from "#lib/i18n/format-text.ts";
import type { CriticalPath } from "#lib/timeline/critical-path.ts";

type PathSharesProps = { readonly paths: readonly CriticalPath[]; readonly labels: readonly string[] };

/** What set each run's length, in shares of its critical path: "handler 81 %, queue 14 %, network 5 %". */
export function PathShares({ paths, labels }: PathSharesProps) {
  const { locale, text } = useText();
  const words = text.timeline;
  return (
    <ul aria-label={words.criticalPath} className="grid gap-0.5 text-ink-soft text-xs tabular-nums">
      {paths.map(({ byPhaseUs, makespanUs }, i) => {
        const shares = Object.entries(byPhaseUs)
          .filter(([, us]) => us >= makespanUs * 0.005 && us > 0)
          .sort(([, a], [, b]) => b - a)
          .map(([phase, us]) =>
            formatText(words.pathPhases[phase as keyof typeof byPhaseUs], {
              share: formatPercent(locale, us / makespanUs),
            }),
          );
        const label = labels[i] ?? "";
        return (
          <li key={label} className="flex gap-2">
            <span aria-hidden="true" className="mt-2 h-0.5 w-5 shrink-0 bg-accent" />
            {formatText(words.criticalPathShare, {
              label: `${words.criticalPath} · ${label}`,
              shares: shares.join(" · "),
            })}
          </li>
        );
      })}
    </ul>
  );
}
