import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import { type DurationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import type { RunLatency } from "./latency-model.ts";
import { OutcomeSentence } from "./outcome-sentence.tsx";
import { runName } from "./run-names.ts";
import { seriesStyles } from "./series-style.ts";

type RunFiguresProps = {
  readonly run: RunLatency;
  readonly unit: DurationUnit;
  readonly withTimeouts: boolean;
};

/** p50, p95, p99, mean and max of one run, each with how far it can be trusted. */
export function RunFigures({ run, unit, withTimeouts }: RunFiguresProps) {
  const { locale, text } = useText();
  const words = text.latency;
  const { distribution } = run;
  return (
    <section aria-label={runName(words, run)} data-run={run.key} className="grid gap-1.5">
      <h3 className="flex flex-wrap items-center gap-x-2 text-base">
        <Swatch run={run} />
        {runName(words, run)}
        {distribution !== null && (
          <span className="font-normal text-ink-soft text-xs">
            {formatPlural(locale, words.sampleCount, distribution.n)}
          </span>
        )}
      </h3>
      {distribution !== null && (
        <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-control border border-hairline bg-hairline sm:grid-cols-5">
          {distribution.percentiles.map((percentile) => (
            <PercentileFigure key={percentile.p} percentile={percentile} n={distribution.n} unit={unit} />
          ))}
          <Figure name={words.mean} value={formatDuration(locale, distribution.mean, unit)} />
          <Figure name={words.max} value={formatDuration(locale, distribution.max, unit)} />
        </dl>
      )}
      <OutcomeSentence series={run.series} withTimeouts={withTimeouts} />
    </section>
  );
}

type PercentileFigureProps = {
  readonly percentile: Percentile;
  readonly n: number;
  readonly unit: DurationUnit;
};

function PercentileFigure({ percentile, n, unit }: PercentileFigureProps) {
  const { locale, text } = useText();
  const words = text.latency;
  const { p, value, lower, upper, needs, enough } = percentile;
  const said = (us: number) => formatDuration(locale, us, unit);
  const interval =
    lower !== null && upper !== null
      ? formatText(words.interval, { lower: said(lower), upper: said(upper) })
      : lower !== null
        ? formatText(words.intervalAtLeast, { lower: said(lower) })
        : upper !== null
          ? formatText(words.intervalAtMost, { upper: said(upper) })
          : words.intervalUnknown;
  return (
    <Figure
      name={
        p === 0.5 ? words.median : formatText(words.percentile, { percent: formatNumber(locale, p * 100) })
      }
      value={said(value)}
      isHint={!enough}
      note={
        enough
          ? interval
          : formatText(words.needs, { needs: formatNumber(locale, needs), n: formatNumber(locale, n) })
      }
    />
  );
}

type FigureProps = {
  readonly name: string;
  readonly value: string;
  /** Too few samples to rely on it. */
  readonly isHint?: boolean;
  readonly note?: string;
};

function Figure({ name, value, isHint = false, note }: FigureProps) {
  return (
    <div className="grid content-start bg-surface-raised px-3 py-2" data-enough={!isHint}>
      <dt className="text-ink-soft text-xs">{name}</dt>
      <dd className={classNames("font-mono text-lg", isHint ? "text-ink-faint" : "text-ink")}>{value}</dd>
      {note !== undefined && <dd className="text-ink-soft text-xs">{note}</dd>}
    </div>
  );
}

/** The run's line and mark as the charts draw them. */
function Swatch({ run: { key } }: { readonly run: RunLatency }) {
  const { colour, dash } = seriesStyles[key];
  return (
    <svg aria-hidden="true" width="28" height="12" className="shrink-0">
      <path d="M0 6h28" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
      {key === "a" ? (
        <circle cx="14" cy="6" r="3.5" fill={colour} />
      ) : (
        <path
          d="M14 1.5l4.5 4.5l-4.5 4.5l-4.5-4.5z"
          fill="var(--surface)"
          stroke={colour}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}
