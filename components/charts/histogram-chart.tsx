import {
  CartesianGrid,
  ComposedChart,
  Line,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { chartMargin, countAxis, gridLook, latencyAxis, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type HistogramPlace, toHistogramPlaces } from "./histogram-places.ts";
import { readHistogram, tableOfHistogram } from "./histogram-words.ts";
import type { LatencyModel } from "./latency-model.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";
import { useSay } from "./use-say.ts";

/** Calls per bucket of latency, on a logarithmic axis. */
export function HistogramChart({ model }: { readonly model: LatencyModel }) {
  const say = useSay(model.unit);
  const { words, locale } = say;
  const { runs, edges, unit } = model;
  const places = toHistogramPlaces(model);
  const most = places.reduce((sum, { counts }) => Math.max(sum, counts.a ?? 0, counts.b ?? 0), 1);
  const range = [edges[0] ?? 1, edges[edges.length - 1] ?? 10] as const;

  return (
    <ChartFrame
      title={words.histogram.title}
      unit={formatText(words.histogram.unit, { unit })}
      reading={readHistogram(model, say)}
      data={() => tableOfHistogram(places, model, say)}
    >
      {(help) => (
        <ComposedChart data={[...places]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis dataKey="middleUs" {...latencyAxis(locale, unit, range, 7)} />
          <YAxis width={40} {...countAxis(locale, most)} />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const place: HistogramPlace | undefined = payload[0]?.payload;
              if (place === undefined) return null;
              const calls = (key: SeriesKey) => formatPlural(locale, words.callCount, place.counts[key] ?? 0);
              const lines = runs.map((run) => `${say.run(run)}: ${calls(run.key)}`);
              return <ChartTooltip title={say.interval(place.fromUs, place.toUs)} lines={lines} />;
            }}
          />
          {runs.map(({ key }) => (
            <Bars key={key} series={key} places={places} />
          ))}
          {/* Gives the pointer and the arrow keys their places; the bars have widths that no Bar of the library has. */}
          {runs.map(({ key }) => (
            <Line
              key={key}
              dataKey={(place: HistogramPlace) => place.counts[key]}
              stroke="none"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

/** Bars between their two edges: wide ones for wide buckets. */
function Bars({
  series,
  places,
}: {
  readonly series: SeriesKey;
  readonly places: readonly HistogramPlace[];
}) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  const { colour, dash, fillOpacity } = seriesStyles[series];
  const floor = y(0) ?? 0;
  return (
    <g data-series={series} fill={colour} fillOpacity={fillOpacity} stroke={colour} strokeDasharray={dash}>
      {places.map(({ fromUs, toUs, counts }) => {
        const count = counts[series] ?? 0;
        if (count === 0) return null;
        const left = x(fromUs) ?? 0;
        const top = y(count) ?? 0;
        const width = Math.max(1, (x(toUs) ?? 0) - left);
        return <rect key={fromUs} x={left} y={top} width={width} height={Math.max(0, floor - top)} />;
      })}
    </g>
  );
}
