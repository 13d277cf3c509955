import { formatNumber } from "#lib/i18n/format-text.ts";
import { latencyOutcomes } from "#lib/statistics/latency-series.ts";
import type { RunLatency } from "./latency-model.ts";
import { useSay } from "./use-say.ts";

/** What became of the calls of a run in which none succeeded. */
export function OutcomeBars({ run }: { readonly run: RunLatency }) {
  const say = useSay("ms");
  const { locale, words } = say;
  const { counts } = run.series;
  const most = Math.max(1, ...Object.values(counts));
  return (
    <section aria-label={say.run(run)} className="grid gap-2">
      <h3 className="text-base">{say.run(run)}</h3>
      <p>{words.allFailed}</p>
      <ul className="grid max-w-md gap-1">
        {latencyOutcomes
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => (
            <li key={outcome} className="grid grid-cols-[9rem_1fr_3rem] items-center gap-2 text-sm">
              <span>✕ {words.outcomes[outcome]}</span>
              <span
                className="h-3 rounded-sm bg-failed"
                style={{ width: `${(100 * counts[outcome]) / most}%` }}
              />
              <span className="text-right font-mono">{formatNumber(locale, counts[outcome])}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
