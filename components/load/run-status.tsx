import { useText } from "#components/i18n/use-text.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { LoadEnd } from "#lib/gen/playground/v1/load_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { isLimitName } from "#lib/limits.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { PhaseLine } from "./phase-line.tsx";
import { planTitle, rateNumber } from "./plan-words.ts";
import type { LoadRecord } from "./to-load-record.ts";
import { elapsedUs } from "./visit-run.ts";

/** Where a run stands, or how it ended, in one sentence; while it goes on, with a bar. */
export function RunStatus({ loaded }: { readonly loaded: LoadRecord }) {
  const { locale, text } = useText();
  const words = text.load;
  const { run, merged } = loaded;
  const isRunning = run.phase.kind === "running";
  const seconds = elapsedUs(run) / 1e6;
  const total = run.plan.durationMs / 1_000;
  const finished = merged.counts.ok + merged.counts.error + merged.counts.timeout + merged.counts.shed;
  return (
    <div className="grid gap-2" data-load-state={run.phase.kind}>
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg">
        {`${run.target} · ${planTitle(run.plan, words, locale)}`}
        <OriginBadge origin="measured" />
        {(run.server.workers !== null || run.server.network.delayMs > 0) && <OriginBadge origin="emulated" />}
      </h2>
      <PhaseLine run={run} />
      {isRunning && (
        <>
          <div
            role="progressbar"
            aria-label={words.status.progress}
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={Math.min(Math.round(seconds), total)}
            className="h-1.5 overflow-hidden rounded-full bg-hairline"
          >
            <div
              className="h-full bg-accent"
              style={{ width: `${Math.min(100, (100 * seconds) / total)}%` }}
            />
          </div>
          <p className="text-sm tabular-nums" data-live="">
            {formatText(words.status.live, {
              seconds: formatNumber(locale, seconds, 1),
              total: formatNumber(locale, total),
              finished: formatNumber(locale, finished),
              inFlight: formatNumber(locale, run.load.ticks.at(-1)?.inFlight ?? 0),
            })}
          </p>
        </>
      )}
      {run.load.summary !== null && (
        <p className="font-medium" data-load-end={run.load.summary.end}>
          {endSentence(loaded, text, locale)}
        </p>
      )}
    </div>
  );
}

function endSentence({ run, merged }: LoadRecord, text: Dictionary, locale: Locale): string {
  const words = text.load.status;
  const { summary } = run.load;
  const { sent, ok } = merged.counts;
  const tookUs = elapsedUs(run);
  const values = {
    calls: formatPlural(locale, words.calls, sent),
    duration: formatDuration(locale, tookUs),
    limit: summary !== null && isLimitName(summary.limit) ? text.limits.names[summary.limit].name : "–",
  };
  const sentence = formatText(endText(summary?.end, words), values);
  const level = summary?.levels.length === 1 ? summary.levels[0] : undefined;
  const perSecond = level?.achievedPerSecond ?? (tookUs > 0 ? ok / (tookUs / 1e6) : 0);
  const throughput = formatText(words.throughput, {
    rate: rateNumber(locale, Math.round(perSecond * 10) / 10),
  });
  return locale === "zh" ? `${sentence}${throughput}。` : `${sentence} ${throughput}.`;
}

function endText(end: LoadEnd | undefined, words: Dictionary["load"]["status"]): string {
  switch (end) {
    case LoadEnd.STOPPED:
      return words.stopped;
    case LoadEnd.LIMIT:
      return words.limit;
    case LoadEnd.GENERATOR_LOST:
      return words.lost;
    case LoadEnd.SHUTDOWN:
      return words.shutdown;
    default:
      return words.done;
  }
}
