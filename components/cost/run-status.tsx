import { useText } from "#components/i18n/use-text.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { type CostRun, isLive } from "./cost-run.ts";

/** Where a measurement stands, or how it ended; why it failed; and that n was cut. */
export function RunStatus({ run, onRetry }: { readonly run: CostRun; readonly onRetry: () => void }) {
  const { locale, text } = useText();
  const words = text.cost;
  const { measured, state } = run;
  const progress = measured.progress;
  const [made, planned] = [progress?.made ?? 0, progress?.planned ?? 0];
  const stage = measured.kind === "wire" ? "wire" : (measured.progress?.stage ?? "ladder");
  const largest = progress?.largest ?? null;
  const counts = { made: formatNumber(locale, made), planned: formatNumber(locale, planned) };
  return (
    <div className="grid gap-2" data-cost-state={state}>
      <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 break-all text-lg">
        {run.target}
        <OriginBadge origin="measured" />
        {run.isEmulated && <OriginBadge origin="emulated" />}
      </h2>
      {isLive(run) && (
        <>
          <progress
            aria-label={words.progress}
            {...(made > 0 && planned > 0 && { max: planned, value: made })}
            className="h-1.5 w-full overflow-hidden rounded-full accent-accent"
          />
          <p className="text-sm tabular-nums" data-live="">
            {run.place > 0
              ? formatText(words.place, { place: run.place })
              : made === 0
                ? words.preparing
                : formatText(words.stages[stage], counts)}
          </p>
        </>
      )}
      {(state === "done" || state === "stopped" || state === "failed") && (
        <p className="font-medium text-sm" data-cost-end={state}>
          {formatText(words.ends[state], {
            calls: formatNumber(locale, run.calls),
            seconds: formatNumber(locale, run.tookMs / 1_000, 1),
          })}
        </p>
      )}
      {largest !== null && largest < run.to && state !== "failed" && (
        <p className="text-ink-soft text-sm">{formatText(words.cut, { n: formatNumber(locale, largest) })}</p>
      )}
      {run.failure?.render(onRetry)}
    </div>
  );
}
