import { useState } from "react";
import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { evenTicks } from "#lib/statistics/log-ticks.ts";
import { durationUnit } from "#lib/timeline/format-duration.ts";
import { axisLook, chartMargin, gridLook, latencyAxis, latencyAxisWidth, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { type Say, tickNumber } from "./say.ts";
import { SweepMarks, SweepRules } from "./sweep-marks.tsx";
import { placeOnAxis, type SweepAxis, type SweepLevel, type SweepModel, sweepRange } from "./sweep-model.ts";
import { SweepTheoryMarks } from "./sweep-theory-marks.tsx";
import { csvOfSweep, formatRate, readSweep, tableOfSweep } from "./sweep-words.ts";
import { TheoryKey } from "./theory-key.tsx";
import { useSay } from "./use-say.ts";

type SweepChartProps = { readonly model: SweepModel; readonly fileName: string };

/** Latency against throughput, one point for each level of a sweep. */
export function SweepChart({ model, fileName }: SweepChartProps) {
  const range = sweepRange(model);
  const median = model.levels.find(({ percentiles }) => percentiles.length > 0)?.percentiles[0]?.value ?? 0;
  const say = useSay(durationUnit(median));
  const words = useText().text.charts.sweep;
  const [axis, setAxis] = useState<SweepAxis>("achieved");
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  if (range === null) return <p data-state="allFailed">{words.allFailed}</p>;
  const hasRates = model.levels.every(({ offeredPerSecond }) => offeredPerSecond !== null);
  const places = model.levels.map((level) => placeOnAxis(level, axis) ?? 0);
  const capacity = axis === "concurrency" ? null : model.capacityPerSecond;
  const end = Math.max(1e-6, ...places, capacity ?? 0) * 1.05;
  const bend = model.knee === null ? undefined : model.levels[model.knee];
  return (
    <ChartFrame
      title={words.title}
      unit={formatText(words.unit[axis], { unit: say.unit })}
      reading={readSweep(model, words, say)}
      fileName={`${fileName}-sweep`}
      data={() => tableOfSweep(model, words, say)}
      csv={() => csvOfSweep(model)}
      controls={
        <SegmentedControl
          label={words.axis}
          value={axis}
          onChange={setAxis}
          className="text-xs"
          segments={[
            { value: "achieved", label: words.achieved },
            ...(hasRates ? [{ value: "offered", label: words.offered } as const] : []),
            { value: "concurrency", label: words.concurrency },
          ]}
        />
      }
      below={
        <>
          <PercentileSwitches hidden={hidden} onChange={setHidden} say={say} />
          <SweepTheoryKey theory={model.theory} say={say} />
        </>
      }
    >
      {(help) => (
        <ComposedChart data={[...model.levels]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey={(level: SweepLevel) => placeOnAxis(level, axis) ?? 0}
            domain={[0, end]}
            ticks={[...evenTicks(0, end, 6)]}
            tickFormatter={(value: number) => tickNumber(say.locale, value)}
          />
          <YAxis width={latencyAxisWidth} {...latencyAxis(say.locale, say.unit, range, 6)} interval={0} />
          <MinorTicks axis="y" range={range} />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const level: SweepLevel | undefined = payload[0]?.payload;
              return level === undefined ? null : <LevelTooltip level={level} say={say} />;
            }}
          />
          <SweepRules
            capacity={capacity}
            knee={bend === undefined ? null : placeOnAxis(bend, axis)}
            words={words}
          />
          {model.theory !== null && (
            <SweepTheoryMarks theory={model.theory} levels={model.levels} axis={axis} hidden={hidden} />
          )}
          <SweepMarks model={model} axis={axis} hidden={hidden} nameOf={say.percentile} />
          <Line
            dataKey={(level: SweepLevel) => level.percentiles[0]?.value}
            stroke="none"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

function SweepTheoryKey({ theory, say }: { readonly theory: SweepModel["theory"]; readonly say: Say }) {
  const words = useText().text.charts.sweep.theory;
  if (theory === null) return null;
  return <TheoryKey name={formatText(words[theory.kind], { rest: say.latency(theory.restUs) })} />;
}

type PercentileSwitchesProps = {
  readonly hidden: ReadonlySet<number>;
  readonly onChange: (hidden: ReadonlySet<number>) => void;
  readonly say: Say;
};

/** Which lines are drawn; the last one stays. */
function PercentileSwitches({ hidden, onChange, say }: PercentileSwitchesProps) {
  const all = [0.5, 0.95, 0.99] as const;
  return (
    <fieldset className="flex flex-wrap gap-1 text-xs" data-print="hidden">
      <legend className="sr-only">{say.words.legend.label}</legend>
      {all.map((p) => {
        const isShown = !hidden.has(p);
        return (
          <button
            key={p}
            type="button"
            aria-pressed={isShown}
            disabled={isShown && hidden.size === all.length - 1}
            onClick={() =>
              onChange(new Set(isShown ? [...hidden, p] : [...hidden].filter((each) => each !== p)))
            }
            className={
              isShown
                ? "min-h-[calc(var(--control)-4px)] rounded-control border border-hairline-strong px-2 text-ink"
                : "min-h-[calc(var(--control)-4px)] rounded-control border border-hairline border-dashed px-2 text-ink-faint line-through"
            }
          >
            {say.percentile(p)}
          </button>
        );
      })}
    </fieldset>
  );
}

function LevelTooltip({ level, say }: { readonly level: SweepLevel; readonly say: Say }) {
  const words = useText().text.charts.sweep;
  const { locale } = say;
  const rates = [
    ...(level.offeredPerSecond === null
      ? []
      : [`${words.offered}: ${formatRate(locale, level.offeredPerSecond)}`]),
    `n = ${say.count(level.n)}`,
  ];
  const values = level.percentiles.map(
    ({ p, value, lower, upper, enough, needs }) =>
      `${say.percentile(p)}: ${say.latency(value)} (${enough ? say.interval(lower, upper) : formatText(say.words.needs, { needs, n: level.n })})`,
  );
  if (level.meanUs !== null) rates.push(`${words.mean}: ${say.latency(level.meanUs)}`);
  return (
    <ChartTooltip
      title={`${words.achieved}: ${formatRate(locale, level.achievedPerSecond)}`}
      lines={[...rates, ...values, ...(level.isUnstable ? [words.stateUnstable] : [])]}
    />
  );
}
