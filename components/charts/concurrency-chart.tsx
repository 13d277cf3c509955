import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { LittleOverTime, LittleWindow } from "#lib/statistics/little-over-time.ts";
import { evenTicks } from "#lib/statistics/log-ticks.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { axisLook, chartMargin, gridLook, timeAxis, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type Say, tickNumber } from "./say.ts";
import { ShadedStart } from "./shaded-start.tsx";
import { useSay } from "./use-say.ts";

type ConcurrencyChartProps = {
  readonly little: LittleOverTime;
  readonly warmUpUs: number;
  readonly fileName: string;
};

/** Little's law over time: what is under way against what arrives times how long it stays. */
export function ConcurrencyChart({ little, warmUpUs, fileName }: ConcurrencyChartProps) {
  const { windows, difference } = little;
  const say = useSay("ms");
  const words = useText().text.charts.concurrency;
  const { locale } = say;
  const most = Math.max(1, ...windows.map(({ inFlight, expected }) => Math.max(inFlight, expected)));
  const last = windows.at(-1);
  // A step goes on to its end: one point more closes the last one.
  const rows = last === undefined ? [] : [...windows, { ...last, fromUs: last.toUs }];
  return (
    <ChartFrame
      title={words.title}
      unit={words.unit}
      reading={readLittle(windows, difference, words, say)}
      fileName={`${fileName}-concurrency`}
      data={() => ({
        head: [words.columnFrom, words.columnTo, words.measured, words.expected, words.columnDifference],
        rows: windows.map(({ fromUs, toUs, inFlight, expected }) => [
          formatDuration(locale, fromUs),
          formatDuration(locale, toUs),
          formatNumber(locale, inFlight, 2),
          formatNumber(locale, expected, 2),
          inFlight > 0 ? `${formatNumber(locale, (expected / inFlight - 1) * 100, 1)}%` : "–",
        ]),
      })}
      csv={() => ({
        head: ["from_us", "to_us", "under_way", "lambda_w"],
        rows: windows.map(({ fromUs, toUs, inFlight, expected }) => [fromUs, toUs, inFlight, expected]),
      })}
      below={<LittleLegend words={words} />}
    >
      {(help) => (
        <ComposedChart data={rows} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis dataKey="fromUs" {...timeAxis(locale, Math.max(1, last?.toUs ?? 1), 6)} />
          <YAxis
            {...axisLook}
            width={40}
            domain={[0, most * 1.05]}
            ticks={[...evenTicks(0, most * 1.05, 5)]}
            tickFormatter={(value: number) => tickNumber(locale, value)}
          />
          <ShadedStart untilUs={warmUpUs} />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const window: LittleWindow | undefined = payload[0]?.payload;
              return window === undefined ? null : (
                <ChartTooltip
                  title={`${formatDuration(locale, window.fromUs)} – ${formatDuration(locale, window.toUs)}`}
                  lines={[
                    `${words.measured}: ${formatNumber(locale, window.inFlight, 2)}`,
                    `${words.expected}: ${formatNumber(locale, window.expected, 2)}`,
                  ]}
                />
              );
            }}
          />
          <Line
            type="stepAfter"
            dataKey="inFlight"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            type="stepAfter"
            dataKey="expected"
            stroke="var(--ink-soft)"
            strokeWidth={1.5}
            strokeDasharray="5 3"
            dot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

type Words = ReturnType<typeof useText>["text"]["charts"]["concurrency"];

function readLittle(
  windows: readonly LittleWindow[],
  difference: number | null,
  words: Words,
  say: Say,
): string {
  if (difference === null || windows.length === 0) return words.empty;
  const most = windows.reduce((a, b) => (b.inFlight > a.inFlight ? b : a));
  return say.sentences([
    formatText(words.reading, {
      difference: `${formatNumber(say.locale, Math.abs(difference) * 100, Math.abs(difference) < 0.1 ? 2 : 0)}%`,
    }),
    formatText(words.most, {
      count: formatNumber(say.locale, most.inFlight, 1),
      at: formatDuration(say.locale, most.fromUs),
    }),
  ]);
}

function LittleLegend({ words }: { readonly words: Words }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      <li className="flex items-center gap-1.5">
        <svg aria-hidden="true" width="28" height="12">
          <path d="M0 6h28" stroke="var(--accent)" strokeWidth="2" />
        </svg>
        {words.measured}
      </li>
      <li className="flex items-center gap-1.5">
        <svg aria-hidden="true" width="28" height="12">
          <path d="M0 6h28" stroke="var(--ink-soft)" strokeWidth="1.5" strokeDasharray="5 3" />
        </svg>
        {words.expected}
      </li>
    </ul>
  );
}
