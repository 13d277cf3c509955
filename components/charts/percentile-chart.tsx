import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { type CurvePoint, xOfPercentile } from "#lib/statistics/percentile-curve.ts";
import { toPercentile } from "#lib/statistics/percentiles.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, evenAxis, gridLook, latencyAxis, latencyAxisWidth } from "./axes.tsx";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type CurveRow, toCurveRows } from "./curve-rows.ts";
import type { LatencyModel } from "./latency-model.ts";
import { runName } from "./run-names.ts";
import { seriesStyles } from "./series-style.ts";

/** Both runs together stay below the budget of a chart. */
const maxPointsPerRun = 400;
/** The places that have a name: p0, p50, p90, p95, p99 … */
const namedPercentiles = [0, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];

/** Latency at every percentile, the axis stretched towards the slowest calls. */
export function PercentileChart({ model }: { readonly model: LatencyModel }) {
  const { locale, text } = useText();
  const words = text.latency;
  const { runs, unit, range } = model;
  const rows = toCurveRows(runs, maxPointsPerRun);
  const end = rows[rows.length - 1]?.x ?? 1;
  const said = (us: number) => formatDuration(locale, us, unit);
  const interval = (point: CurvePoint) => saidInterval(words, point, said);

  return (
    <ChartFrame
      title={words.curve.title}
      unit={formatText(words.curve.unit, { unit })}
      reading={readingOf(model, words, locale)}
      data={() => ({
        head: [
          words.curve.columnPercentile,
          ...runs.flatMap((run) => {
            const name = { run: runName(words, run) };
            return [
              formatText(words.curve.columnLatency, name),
              formatText(words.curve.columnInterval, name),
            ];
          }),
        ],
        rows: namedPercentiles
          .filter((p) => p > 0 && xOfPercentile(p) <= end)
          .map((p) => [
            percentName(locale, p),
            ...runs.flatMap(({ sorted }) => {
              if (sorted.length === 0) return ["–", "–"];
              const { value, lower, upper, enough, needs } = toPercentile(sorted, p);
              if (!enough)
                return [
                  said(value),
                  formatText(words.needs, {
                    needs: formatNumber(locale, needs),
                    n: formatNumber(locale, sorted.length),
                  }),
                ];
              return [said(value), saidInterval(words, { lowerUs: lower, upperUs: upper }, said)];
            }),
          ]),
      })}
    >
      {(help) => (
        <ComposedChart data={[...rows]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            dataKey="x"
            {...evenAxis(end, 1, () => "")}
            ticks={namedPercentiles.map(xOfPercentile).filter((x) => x <= end)}
            tickFormatter={(x: number) => percentName(locale, 1 - 10 ** -x)}
          />
          <YAxis width={latencyAxisWidth} {...latencyAxis(locale, unit, range, 6)} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--hairline-strong)" }}
            content={({ payload }) => {
              const row: CurveRow | undefined = payload[0]?.payload;
              if (row === undefined) return null;
              const lines = runs.flatMap((run) => {
                const point = row.points[run.key];
                return point === undefined
                  ? []
                  : [`${runName(words, run)}: ${said(point.us)} (${interval(point)})`];
              });
              return <ChartTooltip title={percentName(locale, 1 - 10 ** -row.x)} lines={lines} />;
            }}
          />
          {runs.map(({ key }) => (
            <Area
              key={`band-${key}`}
              type="stepAfter"
              dataKey={(row: CurveRow) => row.band[key]}
              stroke="none"
              fill={seriesStyles[key].colour}
              fillOpacity={0.14}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
          {runs.flatMap(({ key }) => [
            <Line
              key={`solid-${key}`}
              type="stepAfter"
              dataKey={(row: CurveRow) => row.solid[key]}
              stroke={seriesStyles[key].colour}
              strokeWidth={2}
              strokeDasharray={seriesStyles[key].dash}
              dot={false}
              isAnimationActive={false}
            />,
            <Line
              key={`dotted-${key}`}
              type="stepAfter"
              dataKey={(row: CurveRow) => row.dotted[key]}
              stroke={seriesStyles[key].colour}
              strokeWidth={1.5}
              strokeDasharray="1 4"
              strokeLinecap="round"
              dot={false}
              isAnimationActive={false}
            />,
          ])}
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

/** `p99.9`; as many digits as the nines need. */
function percentName(locale: Locale, p: number): string {
  const percent = Math.round(p * 1e7) / 1e5;
  const digits =
    percent >= 99.995 ? 3 : percent >= 99.95 ? 2 : Number.isInteger(Math.round(percent * 10) / 10) ? 0 : 1;
  return `p${formatNumber(locale, percent, digits)}`;
}

function saidInterval(
  words: Dictionary["latency"],
  { lowerUs, upperUs }: Pick<CurvePoint, "lowerUs" | "upperUs">,
  said: (us: number) => string,
): string {
  if (lowerUs !== null && upperUs !== null)
    return formatText(words.interval, { lower: said(lowerUs), upper: said(upperUs) });
  if (lowerUs !== null) return formatText(words.intervalAtLeast, { lower: said(lowerUs) });
  return upperUs !== null
    ? formatText(words.intervalAtMost, { upper: said(upperUs) })
    : words.intervalUnknown;
}

function readingOf({ runs, unit }: LatencyModel, words: Dictionary["latency"], locale: Locale): string {
  const run = runs[0];
  if (run === undefined || run.distribution === null) return "";
  const { percentiles, max, n } = run.distribution;
  const reading = formatText(words.curve.reading, {
    median: formatDuration(locale, percentiles[0]?.value ?? max, unit),
    max: formatDuration(locale, max, unit),
  });
  // n ≥ ln 0.025 / ln p, solved for p: the last percentile this sample carries.
  const lastCarried = Math.floor(1_000 * 0.025 ** (1 / n)) / 1_000;
  const stops = formatText(words.curve.readingStops, { percent: formatNumber(locale, lastCarried * 100, 1) });
  return lastCarried < 0.999 ? `${reading}${locale === "zh" ? "" : " "}${stops}` : reading;
}
