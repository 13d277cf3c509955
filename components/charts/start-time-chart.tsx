import {
  CartesianGrid,
  Scatter,
  ScatterChart,
  type ScatterShapeProps,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { LatencyOutcome, LatencyPoint } from "#lib/statistics/latency-series.ts";
import { readStarts } from "#lib/statistics/readings.ts";
import { formatDuration, formatRatio } from "#lib/timeline/format-duration.ts";
import { chartMargin, evenAxis, gridLook, latencyAxis, latencyAxisWidth } from "./axes.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import { runName } from "./run-names.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";

/** Marks an SVG chart can draw without making the page slow; both runs share them. */
const maxDots = 1_800;

type Dot = LatencyPoint & { readonly series: SeriesKey };

/** One mark per call: when it was meant to start, and how long its caller waited. */
export function StartTimeChart({ model }: { readonly model: LatencyModel }) {
  const { locale, text } = useText();
  const words = text.latency;
  const { runs, unit, range } = model;
  const total = runs.reduce((sum, { series }) => sum + series.points.length, 0);
  const drawn = runs.map((run) => ({ run, dots: pick(run, Math.ceil(total / maxDots)) }));
  const shown = drawn.reduce((sum, { dots }) => sum + dots.length, 0);
  const lastUs = drawn.reduce(
    (last, { dots }) => dots.reduce((most, { startUs }) => Math.max(most, startUs), last),
    0,
  );
  const said = (us: number) => formatDuration(locale, us, unit);
  const reading = [
    useReading(model),
    ...(shown < total
      ? [
          formatText(words.sampled, {
            shown: formatNumber(locale, shown),
            total: formatNumber(locale, total),
          }),
        ]
      : []),
  ].join(locale === "zh" ? "" : " ");

  return (
    <ChartFrame
      title={words.starts.title}
      unit={formatText(words.starts.unit, { unit })}
      reading={reading}
      data={() => ({
        head: [
          words.starts.columnRun,
          words.starts.columnStart,
          words.starts.columnLatency,
          words.starts.columnOutcome,
        ],
        rows: drawn.flatMap(({ run, dots }) =>
          dots.map(({ startUs, us, outcome, row }) => [
            `${runName(words, run)} #${row + 1}`,
            formatDuration(locale, startUs),
            said(us),
            words.outcomes[outcome],
          ]),
        ),
      })}
    >
      {(help) => (
        <ScatterChart margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            dataKey="startUs"
            {...evenAxis(Math.max(lastUs, range[1] / 20), 6, (us) =>
              formatDuration(locale, us, lastUs >= 1e6 ? "s" : "ms"),
            )}
          />
          <YAxis width={latencyAxisWidth} dataKey="us" {...latencyAxis(locale, unit, range, 6)} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--hairline-strong)" }}
            content={({ payload }) => {
              const dot: Dot | undefined = payload[0]?.payload;
              const run = runs.find(({ key }) => key === dot?.series);
              if (dot === undefined || run === undefined) return null;
              const start = `${words.starts.columnStart}: ${formatDuration(locale, dot.startUs)}`;
              return (
                <ChartTooltip
                  title={`${said(dot.us)} · ${words.outcomes[dot.outcome]}`}
                  lines={[runName(words, run), start]}
                />
              );
            }}
          />
          {drawn.map(({ run, dots }) => (
            <Scatter
              key={run.key}
              name={run.key}
              data={[...dots]}
              shape={DotShape}
              isAnimationActive={false}
            />
          ))}
        </ScatterChart>
      )}
    </ChartFrame>
  );
}

/** Every `stride`-th call in the order of the record. */
function pick({ key, series }: RunLatency, stride: number): readonly Dot[] {
  return series.points
    .filter(({ us }, index) => index % Math.max(1, stride) === 0 && us > 0)
    .map((point) => ({ ...point, series: key }));
}

/** Run A a disc, run B an open diamond; whatever did not succeed a cross in the colour of failure. */
function DotShape({ cx = 0, cy = 0, payload }: ScatterShapeProps) {
  const { series, outcome } = payload as { series: SeriesKey; outcome: LatencyOutcome };
  if (outcome !== "ok") {
    return (
      <path d={`M${cx - 3.5} ${cy - 3.5}l7 7m0-7l-7 7`} stroke="var(--failed)" strokeWidth={2} fill="none" />
    );
  }
  const { colour } = seriesStyles[series];
  if (series === "a")
    return <circle cx={cx} cy={cy} r={3.5} fill={colour} fillOpacity={0.6} stroke={colour} />;
  return (
    <path d={`M${cx} ${cy - 4.5}l4.5 4.5l-4.5 4.5l-4.5-4.5z`} fill="none" stroke={colour} strokeWidth={1.5} />
  );
}

function useReading({ runs }: LatencyModel): string {
  const { locale, text } = useText();
  const words = text.latency.starts;
  const reading = readStarts((runs[0]?.series.points ?? []).filter(({ outcome }) => outcome === "ok"));
  switch (reading.kind) {
    case "together":
      return formatText(words.readingTogether, { span: formatDuration(locale, reading.spanUs) });
    case "even":
      return words.readingEven;
    default:
      return formatText(reading.kind === "rising" ? words.readingRising : words.readingFalling, {
        ratio: formatRatio(locale, reading.ratio).replace("×", ""),
      });
  }
}
