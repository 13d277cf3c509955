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
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { type Bar, type Histogram, toHistogram } from "#lib/statistics/histogram.ts";
import { countGroups, mainRange } from "#lib/statistics/readings.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, evenAxis, gridLook, latencyAxis } from "./axes.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import { runName } from "./run-names.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";

type Place = { readonly middleUs: number; readonly fromUs: number; readonly toUs: number } & Partial<
  Record<SeriesKey, number>
>;

/** Calls per bucket of latency, on a logarithmic axis. */
export function HistogramChart({ model }: { readonly model: LatencyModel }) {
  const { locale, text } = useText();
  const words = text.latency;
  const { runs, edges, unit } = model;
  const drawn = runs.map((run) => ({ run, histogram: toHistogram(run.sorted, edges) }));
  const places = toPlaces(drawn);
  const most = Math.max(1, ...drawn.flatMap(({ histogram }) => histogram.bars.map(({ count }) => count)));
  const range = [edges[0] ?? 1, edges[edges.length - 1] ?? 10] as const;
  const said = (us: number) => formatDuration(locale, us, unit);

  return (
    <ChartFrame
      title={words.histogram.title}
      unit={formatText(words.histogram.unit, { unit })}
      reading={useReading(model)}
      data={() => ({
        head: [
          words.histogram.columnFrom,
          words.histogram.columnTo,
          ...runs.map((run) => formatText(words.histogram.columnCalls, { run: runName(words, run) })),
        ],
        rows: places
          .filter((place) => runs.some(({ key }) => (place[key] ?? 0) > 0))
          .map((place) => [
            said(place.fromUs),
            said(place.toUs),
            ...runs.map(({ key }) => formatNumber(locale, place[key] ?? 0)),
          ]),
      })}
    >
      {(help) => (
        <ComposedChart data={places} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis dataKey="middleUs" {...latencyAxis(locale, unit, range, 7)} />
          <YAxis width={40} {...evenAxis(most, Math.min(4, most), (count) => formatNumber(locale, count))} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--hairline-strong)" }}
            content={({ payload }) => {
              const place: Place | undefined = payload[0]?.payload;
              if (place === undefined) return null;
              const title = formatText(words.interval, {
                lower: said(place.fromUs),
                upper: said(place.toUs),
              });
              const lines = runs.map(
                (run) =>
                  `${runName(words, run)}: ${formatPlural(locale, words.sampleCount, place[run.key] ?? 0)}`,
              );
              return <ChartTooltip title={title} lines={lines} />;
            }}
          />
          {drawn.map(({ run, histogram }) => (
            <Bars key={run.key} series={run.key} bars={histogram.bars} />
          ))}
          {/* Gives the pointer and the arrow keys their places; the bars have widths that no Bar of the library has. */}
          {runs.map(({ key }) => (
            <Line
              key={key}
              dataKey={key}
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
function Bars({ series, bars }: { readonly series: SeriesKey; readonly bars: readonly Bar[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  const { colour, dash, fillOpacity } = seriesStyles[series];
  const floor = y(0) ?? 0;
  return (
    <g data-series={series} fill={colour} fillOpacity={fillOpacity} stroke={colour} strokeDasharray={dash}>
      {bars
        .filter(({ count }) => count > 0)
        .map(({ fromUs, toUs, count }) => {
          const left = x(fromUs) ?? 0;
          const top = y(count) ?? 0;
          return (
            <rect
              key={fromUs}
              x={left}
              y={top}
              width={Math.max(1, (x(toUs) ?? 0) - left)}
              height={Math.max(0, floor - top)}
            />
          );
        })}
    </g>
  );
}

function toPlaces(
  drawn: readonly { readonly run: RunLatency; readonly histogram: Histogram }[],
): readonly Place[] {
  const bars = drawn[0]?.histogram.bars ?? [];
  return bars.map(({ fromUs, toUs }, index) => ({
    middleUs: Math.sqrt(fromUs * toUs),
    fromUs,
    toUs,
    ...Object.fromEntries(drawn.map(({ run, histogram }) => [run.key, histogram.bars[index]?.count ?? 0])),
  }));
}

function useReading({ runs, unit, edges }: LatencyModel): string {
  const { locale, text } = useText();
  const words = text.latency.histogram;
  const run = runs[0];
  if (run === undefined || run.distribution === null) return "";
  const { fromUs, toUs, share } = mainRange(run.sorted);
  const groups = countGroups(run.sorted);
  const tooSmall = toHistogram(run.sorted, edges).below;
  const sentences = [
    formatText(words.reading, {
      from: formatDuration(locale, fromUs, unit),
      to: formatDuration(locale, toUs, unit),
      share: formatNumber(locale, share * 100),
    }),
  ];
  if (groups > 1) sentences.push(formatText(words.readingWaves, { groups }));
  if (tooSmall > 0) sentences.push(formatPlural(locale, words.belowStep, tooSmall));
  return sentences.join(locale === "zh" ? "" : " ");
}
