import { classNames } from "#components/ui/class-names.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import type { DurationUnit } from "#lib/timeline/format-duration.ts";
import type { RunLatency } from "./latency-model.ts";
import { OutcomeSentence } from "./outcome-sentence.tsx";
import type { Say } from "./say.ts";
import { seriesStyles } from "./series-style.ts";
import { useSay } from "./use-say.ts";

type RunFiguresProps = {
  readonly run: RunLatency;
  readonly unit: DurationUnit;
  readonly withTimeouts: boolean;
};

/** p50, p95, p99, mean and max of one run, each with how far it can be trusted. */
export function RunFigures({ run, unit, withTimeouts }: RunFiguresProps) {
  const say = useSay(unit);
  const { distribution } = run;
  return (
    <section aria-label={say.run(run)} data-run={run.key} className="grid gap-1.5">
      <h3 className="flex flex-wrap items-center gap-x-2 text-base">
        <Swatch run={run} />
        {say.run(run)}
        {distribution !== null && (
          <span className="font-normal text-ink-soft text-xs">
            {formatPlural(say.locale, say.words.sampleCount, distribution.n)}
          </span>
        )}
      </h3>
      {distribution !== null && (
        <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-control border border-hairline bg-hairline sm:grid-cols-5">
          {distribution.percentiles.map((percentile) => (
            <PercentileFigure key={percentile.p} percentile={percentile} n={distribution.n} say={say} />
          ))}
          <Figure name={say.words.mean} value={say.latency(distribution.mean)} />
          <Figure name={say.words.max} value={say.latency(distribution.max)} />
        </dl>
      )}
      <OutcomeSentence series={run.series} withTimeouts={withTimeouts} />
    </section>
  );
}

type PercentileFigureProps = { readonly percentile: Percentile; readonly n: number; readonly say: Say };

function PercentileFigure({ percentile, n, say }: PercentileFigureProps) {
  const { p, value, lower, upper, needs, enough } = percentile;
  const tooFew = { needs: formatNumber(say.locale, needs), n: formatNumber(say.locale, n) };
  return (
    <Figure
      name={p === 0.5 ? say.words.median : say.percentile(p)}
      value={say.latency(value)}
      isHint={!enough}
      note={enough ? say.interval(lower, upper) : formatText(say.words.needs, tooFew)}
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
    <div
      className="grid content-start bg-surface-raised px-3 py-2 last:col-span-2 sm:last:col-span-1"
      data-enough={!isHint}
    >
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
