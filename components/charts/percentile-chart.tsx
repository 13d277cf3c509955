import { useState } from "react";
import { CartesianGrid, ComposedChart, Tooltip, XAxis, YAxis } from "recharts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { formatNumber, formatPercent, formatText } from "#lib/i18n/format-text.ts";
import { percentileOfX, xOfPercentile } from "#lib/statistics/percentile-curve.ts";
import { axisLook, chartMargin, gridLook, latencyAxis, latencyAxisWidth, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { curveBand, dottedCurve, sentCurve, solidCurve, theoryCurve } from "./curve-lines.tsx";
import { type CurveRow, toCurveRows } from "./curve-rows.ts";
import type { LatencyModel } from "./latency-model.ts";
import { MinorTicks } from "./minor-ticks.tsx";
import { csvOfCurve, namedPercentiles, readCurve, tableOfCurve } from "./percentile-words.ts";
import type { Say } from "./say.ts";
import { type ShareRow, toShareRows } from "./share-rows.ts";
import { TheoryKey } from "./theory-key.tsx";
import { useSay } from "./use-say.ts";

/** Both runs together stay below the budget of a chart. */
const maxPointsPerRun = 400;

type PercentileChartProps = {
  readonly model: LatencyModel;
  readonly hidden: ReadonlySet<string>;
  readonly fileName: string;
  /** What a model predicts of run A at each percentile, µs; drawn beside what was measured. */
  readonly theory?: TheoryCurve | null;
};

/** A computed curve under its name; null where the model has no value. */
export type TheoryCurve = { readonly name: string; readonly at: (p: number) => number | null };

/** Latency at every percentile, or the share of calls at every latency: the same steps, seen from either axis. */
export function PercentileChart({ model, hidden, fileName, theory = null }: PercentileChartProps) {
  const say = useSay(model.unit);
  const { words } = say;
  const { runs, unit } = model;
  const [view, setView] = useState<"percentile" | "latency">("percentile");
  const rows = toCurveRows(runs, maxPointsPerRun);
  const end = rows[rows.length - 1]?.x ?? 1;

  return (
    <ChartFrame
      title={words.curve.title}
      unit={formatText(view === "percentile" ? words.curve.unit : words.curve.unitShare, { unit })}
      reading={readCurve(model, say)}
      fileName={`${fileName}-percentiles`}
      below={theory !== null && <TheoryKey name={theory.name} />}
      data={() => tableOfCurve(model, percentileOfX(end), say)}
      csv={() => csvOfCurve(model)}
      controls={
        <SegmentedControl
          label={words.curve.view}
          value={view}
          onChange={setView}
          className="text-xs"
          segments={[
            { value: "percentile", label: words.curve.byPercentile },
            { value: "latency", label: words.curve.byLatency },
          ]}
        />
      }
    >
      {(help) => {
        const shared = { model, say, help, withSent: !hidden.has("sent"), theory };
        return view === "percentile" ? byPercentile(rows, end, shared) : byLatency(shared);
      }}
    </ChartFrame>
  );
}

type Shared = {
  readonly model: LatencyModel;
  readonly say: Say;
  readonly help: string;
  readonly withSent: boolean;
  readonly theory: TheoryCurve | null;
};

// Functions, not components: the container measures its direct child.
function byPercentile(rows: readonly CurveRow[], end: number, shared: Shared) {
  const { model, say, help, withSent, theory } = shared;
  const { runs, unit, range } = model;
  return (
    <ComposedChart data={[...rows]} margin={chartMargin} aria-label={help}>
      <CartesianGrid {...gridLook} />
      <XAxis
        dataKey="x"
        {...axisLook}
        domain={[0, end]}
        ticks={namedPercentiles.map(xOfPercentile).filter((x) => x <= end)}
        tickFormatter={(x: number) => say.percentile(percentileOfX(x))}
      />
      <YAxis width={latencyAxisWidth} {...latencyAxis(say.locale, unit, range, 6)} interval={0} />
      <MinorTicks axis="y" range={range} />
      <Tooltip
        {...tooltipLook}
        content={({ payload }) => {
          const row: CurveRow | undefined = payload[0]?.payload;
          if (row === undefined) return null;
          return (
            <ChartTooltip
              title={say.percentile(percentileOfX(row.x))}
              lines={[...linesAt(row, model, say), ...theoryLine(row, theory, say)]}
            />
          );
        }}
      />
      {runs.map(({ key }) => curveBand(key))}
      {withSent && runs.filter(({ fromSend }) => fromSend !== null).map(({ key }) => sentCurve(key))}
      {runs.flatMap(({ key }) => [solidCurve(key), dottedCurve(key)])}
      {theory !== null && theoryCurve(({ x }: CurveRow) => theory.at(percentileOfX(x)))}
    </ComposedChart>
  );
}

function theoryLine({ x }: CurveRow, theory: TheoryCurve | null, say: Say): readonly string[] {
  const us = theory?.at(percentileOfX(x)) ?? null;
  return us === null || theory === null ? [] : [`${theory.name}: ${say.latency(us)}`];
}

/** Value, interval, rank and n of each run; and what the send alone would say. */
function linesAt(row: CurveRow, { runs }: LatencyModel, say: Say): readonly string[] {
  return runs.flatMap((run) => {
    const point = row.points[run.key];
    if (point === undefined) return [];
    const n = run.sorted.length;
    // The place begins where the rank does: the next whole one.
    const rank = Math.min(n, Math.floor(percentileOfX(row.x) * n + 1e-6) + 1);
    const ranked = formatText(say.words.curve.rank, { rank: say.count(rank), n: say.count(n) });
    const sent = row.sent[run.key];
    return [
      `${say.run(run)}: ${say.latency(point.us)} (${say.interval(point.lowerUs, point.upperUs)}), ${ranked}`,
      ...(sent === undefined ? [] : [`${say.name(run)} ${say.words.curve.fromSend}: ${say.latency(sent)}`]),
    ];
  });
}

function byLatency({ model, say, help }: Shared) {
  const { runs, unit, range } = model;
  const rows = toShareRows(runs, range, maxPointsPerRun);
  const percent = (share: number) =>
    `${formatNumber(say.locale, share * 100, share > 0.99 && share < 1 ? 1 : 0)}%`;
  return (
    <ComposedChart data={[...rows]} margin={chartMargin} aria-label={help}>
      <CartesianGrid {...gridLook} />
      <XAxis dataKey="us" {...latencyAxis(say.locale, unit, range, 6)} />
      <MinorTicks axis="x" range={range} />
      <YAxis
        width={48}
        {...axisLook}
        domain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        interval={0}
        tickFormatter={(share: number) => formatPercent(say.locale, share)}
      />
      <Tooltip
        {...tooltipLook}
        content={({ payload }) => {
          const row: ShareRow | undefined = payload[0]?.payload;
          if (row === undefined) return null;
          const lines = runs.map((run) => {
            const share = row.solid[run.key] ?? row.dotted[run.key] ?? 0;
            const band = row.band[run.key];
            const interval = band === undefined ? "" : ` (${percent(band[0])}–${percent(band[1])})`;
            const named = formatText(say.words.curve.share, { percent: percent(share) });
            return `${say.run(run)}: ${named}${interval}, n = ${say.count(run.sorted.length)}`;
          });
          return <ChartTooltip title={`≤ ${say.latency(row.us)}`} lines={lines} />;
        }}
      />
      {runs.map(({ key }) => curveBand(key))}
      {runs.flatMap(({ key }) => [solidCurve(key), dottedCurve(key)])}
    </ComposedChart>
  );
}
