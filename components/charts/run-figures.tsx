import { classNames } from "#components/ui/class-names.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import type { DurationUnit } from "#lib/timeline/format-duration.ts";
import { type RunLatency, stepsToTell } from "./latency-model.ts";
import { OutcomeSentence } from "./outcome-sentence.tsx";
import { RunNotes } from "./run-notes.tsx";
import type { Say } from "./say.ts";
import { Swatch } from "./swatch.tsx";
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
        <Swatch series={run.key} />
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
            <PercentileFigure
              key={percentile.p}
              percentile={percentile}
              n={distribution.n}
              stepUs={run.stepUs}
              say={say}
            />
          ))}
          <Figure name={say.words.mean} value={say.measured(distribution.mean, run.stepUs)} />
          <Figure name={say.words.max} value={say.measured(distribution.max, run.stepUs)} />
        </dl>
      )}
      <OutcomeSentence series={run.series} withTimeouts={withTimeouts} />
      <RunNotes run={run} say={say} />
    </section>
  );
}

type PercentileFigureProps = {
  readonly percentile: Percentile;
  readonly n: number;
  readonly stepUs: number;
  readonly say: Say;
};

function PercentileFigure({ percentile, n, stepUs, say }: PercentileFigureProps) {
  const { p, value, lower, upper, needs, enough } = percentile;
  const tooFew = { needs: formatNumber(say.locale, needs), n: formatNumber(say.locale, n) };
  return (
    <Figure
      name={p === 0.5 ? say.words.median : say.percentile(p)}
      n={enough ? formatText(say.words.samples, { n: say.count(n) }) : undefined}
      value={say.measured(value, stepUs)}
      isHint={!enough}
      note={enough ? intervalOf({ lower, upper, stepUs }, say) : formatText(say.words.needs, tooFew)}
    />
  );
}

type Bounds = Pick<Percentile, "lower" | "upper"> & { readonly stepUs: number };

/** Nothing where both bounds are less than the clock can tell. */
function intervalOf({ lower, upper, stepUs }: Bounds, say: Say): string | undefined {
  const isNoise = upper !== null && upper < stepsToTell * stepUs;
  return isNoise ? undefined : say.interval(lower, upper);
}

type FigureProps = {
  readonly name: string;
  /** Of how many samples it is made. */
  readonly n?: string | undefined;
  readonly value: string;
  /** Too few samples to rely on it. */
  readonly isHint?: boolean;
  readonly note?: string | undefined;
};

function Figure({ name, n, value, isHint = false, note }: FigureProps) {
  return (
    <div
      className="grid content-start bg-surface-raised px-3 py-2 last:col-span-2 sm:last:col-span-1"
      data-enough={!isHint}
    >
      <dt className="text-ink-soft text-xs">{name}</dt>
      <dd className={classNames("font-mono text-lg", isHint ? "text-ink-faint" : "text-ink")}>{value}</dd>
      {note !== undefined && <dd className="text-ink-soft text-xs">{note}</dd>}
      {n !== undefined && <dd className="text-ink-faint text-xs">{n}</dd>}
    </div>
  );
}
