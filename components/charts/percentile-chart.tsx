import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { formatText } from "#lib/i18n/format-text.ts";
import { percentileOfX, xOfPercentile } from "#lib/statistics/percentile-curve.ts";
import { axisLook, chartMargin, gridLook, latencyAxis, latencyAxisWidth, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type CurveRow, toCurveRows } from "./curve-rows.ts";
import type { LatencyModel } from "./latency-model.ts";
import { namedPercentiles, readCurve, tableOfCurve } from "./percentile-words.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";
import { useSay } from "./use-say.ts";

/** Both runs together stay below the budget of a chart. */
const maxPointsPerRun = 400;

/** Latency at every percentile, the axis stretched towards the slowest calls. */
export function PercentileChart({ model }: { readonly model: LatencyModel }) {
  const say = useSay(model.unit);
  const { words, locale } = say;
  const { runs, unit, range } = model;
  const rows = toCurveRows(runs, maxPointsPerRun);
  const end = rows[rows.length - 1]?.x ?? 1;
  const ticks = namedPercentiles.map(xOfPercentile).filter((x) => x <= end);

  return (
    <ChartFrame
      title={words.curve.title}
      unit={formatText(words.curve.unit, { unit })}
      reading={readCurve(model, say)}
      data={() => tableOfCurve(model, percentileOfX(end), say)}
    >
      {(help) => (
        <ComposedChart data={[...rows]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            dataKey="x"
            {...axisLook}
            domain={[0, end]}
            ticks={ticks}
            tickFormatter={(x: number) => say.percentile(percentileOfX(x))}
          />
          <YAxis width={latencyAxisWidth} {...latencyAxis(locale, unit, range, 6)} interval={0} />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const row: CurveRow | undefined = payload[0]?.payload;
              if (row === undefined) return null;
              const lines = runs.flatMap((run) => {
                const point = row.points[run.key];
                if (point === undefined) return [];
                return [
                  `${say.run(run)}: ${say.latency(point.us)} (${say.interval(point.lowerUs, point.upperUs)})`,
                ];
              });
              return <ChartTooltip title={say.percentile(percentileOfX(row.x))} lines={lines} />;
            }}
          />
          {runs.map(({ key }) => curveBand(key))}
          {runs.flatMap(({ key }) => [solidCurve(key), dottedCurve(key)])}
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

const stepLook = { type: "stepAfter", dot: false, activeDot: false, isAnimationActive: false } as const;

/** Where the true value lies with 95 % confidence. */
function curveBand(key: SeriesKey) {
  const { colour } = seriesStyles[key];
  const band = (row: CurveRow) => row.band[key];
  return (
    <Area key={`band-${key}`} {...stepLook} dataKey={band} stroke="none" fill={colour} fillOpacity={0.14} />
  );
}

function solidCurve(key: SeriesKey) {
  const { colour, dash } = seriesStyles[key];
  const value = (row: CurveRow) => row.solid[key];
  const line = { stroke: colour, strokeWidth: 2, strokeDasharray: dash };
  return <Line key={`solid-${key}`} {...stepLook} {...line} dataKey={value} />;
}

/** Beyond what the sample carries. */
function dottedCurve(key: SeriesKey) {
  const { colour } = seriesStyles[key];
  const value = (row: CurveRow) => row.dotted[key];
  const line = { stroke: colour, strokeWidth: 1.5, strokeDasharray: "1 4", strokeLinecap: "round" } as const;
  return <Line key={`dotted-${key}`} {...stepLook} {...line} dataKey={value} />;
}
