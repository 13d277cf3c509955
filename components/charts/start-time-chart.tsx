import {
  CartesianGrid,
  Scatter,
  ScatterChart,
  type ScatterShapeProps,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { LatencyPoint } from "#lib/statistics/latency-series.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth, timeAxis, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";
import { readStartTimes, tableOfStartTimes } from "./start-words.ts";
import { useSay } from "./use-say.ts";

/** The library makes two to three SVG nodes of each; both runs share them. */
const maxDots = 600;

type Dot = LatencyPoint & { readonly run: RunLatency };

/** One mark per call: when it was meant to start, and how long its caller waited. */
export function StartTimeChart({ model }: { readonly model: LatencyModel }) {
  const say = useSay(model.unit);
  const { words, locale } = say;
  const total = sum(model.runs.map(({ points }) => points.length));
  const drawn = model.runs.map((run) => ({
    ...run,
    points: evenly(run.points, maxDots / total),
  }));
  const shown = sum(drawn.map(({ points }) => points.length));
  const lastUs = drawn.reduce(
    (last, { points }) => points.reduce((most, { startUs }) => Math.max(most, startUs), last),
    0,
  );

  return (
    <ChartFrame
      title={words.starts.title}
      unit={formatText(words.starts.unit, { unit: model.unit })}
      reading={readStartTimes(model, { shown, total }, say)}
      data={() => tableOfStartTimes(drawn, say)}
    >
      {(help) => (
        <ScatterChart margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            dataKey="startUs"
            padding={{ left: 8, right: 8 }}
            {...timeAxis(locale, Math.max(lastUs, model.range[1] / 20), 6)}
          />
          <YAxis
            width={latencyAxisWidth}
            dataKey="us"
            {...latencyAxis(locale, model.unit, model.range, 6)}
            interval={0}
          />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const dot: Dot | undefined = payload[0]?.payload;
              if (dot === undefined) return null;
              const start = `${words.starts.columnStart}: ${formatDuration(locale, dot.startUs)}`;
              const title = `${say.latency(dot.us)} · ${words.outcomes[dot.outcome]}`;
              return <ChartTooltip title={title} lines={[say.run(dot.run), start]} />;
            }}
          />
          {drawn.map((run) => (
            <Scatter
              key={run.key}
              name={run.key}
              data={run.points.map((point): Dot => ({ ...point, run }))}
              shape={run.key === "a" ? Disc : Diamond}
              isAnimationActive={false}
            />
          ))}
        </ScatterChart>
      )}
    </ChartFrame>
  );
}

/** This share of the points, spread evenly over the record. */
function evenly(points: readonly LatencyPoint[], share: number): readonly LatencyPoint[] {
  if (share >= 1) return points;
  return points.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}

/** Run A. */
function Disc({ cx = 0, cy = 0, payload }: ScatterShapeProps) {
  if ((payload as Dot).outcome !== "ok") return <Cross cx={cx} cy={cy} series="a" />;
  return (
    <circle cx={cx} cy={cy} r={3.5} fill="var(--series-a)" fillOpacity={0.55} stroke="var(--series-a)" />
  );
}

/** Run B. */
function Diamond({ cx = 0, cy = 0, payload }: ScatterShapeProps) {
  if ((payload as Dot).outcome !== "ok") return <Cross cx={cx} cy={cy} series="b" />;
  const outline = `M${cx} ${cy - 4.5}l4.5 4.5l-4.5 4.5l-4.5-4.5z`;
  return <path d={outline} fill="none" stroke="var(--series-b)" strokeWidth={1.5} />;
}

/** Whatever did not succeed, in the colour of failure; run B's are dashed. */
function Cross({ cx, cy, series }: { readonly cx: number; readonly cy: number; readonly series: SeriesKey }) {
  const d = `M${cx - 3.5} ${cy - 3.5}l7 7m0-7l-7 7`;
  const dash = seriesStyles[series].dash === undefined ? undefined : "2 1.5";
  return <path d={d} stroke="var(--failed)" strokeWidth={2} strokeDasharray={dash} fill="none" />;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
