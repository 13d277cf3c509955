import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Shift } from "#lib/statistics/shift-function.ts";
import { type DurationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import { axisLook, chartMargin, evenLatencyAxis, gridLook, latencyAxisWidth } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { pointTooltip } from "./chart-tooltip.tsx";
import { usePlot } from "./use-plot.ts";
import { useSay } from "./use-say.ts";

type ShiftChartProps = {
  readonly shifts: readonly Shift[];
  readonly unit: DurationUnit;
  readonly fileName: string;
};

/** How much slower or quicker B is at each decile: a constant shift, or one that grows towards the slow ones. */
export function ShiftChart({ shifts, unit, fileName }: ShiftChartProps) {
  const say = useSay(unit);
  const words = useText().text.charts.shift;
  const bounds = shifts.flatMap(({ lower, upper }) => [lower, upper]);
  const [min, max] = [Math.min(0, ...bounds), Math.max(0, ...bounds)];
  const air = Math.max(1, (max - min) * 0.06);
  const range = [min - air, max + air] as const;
  const signed = (us: number) => `${us < 0 ? "−" : "+"}${formatDuration(say.locale, Math.abs(us), unit)}`;
  const clear = shifts.filter(({ lower, upper }) => lower > 0 || upper < 0).length;
  return (
    <ChartFrame
      title={words.title}
      unit={formatText(words.unit, { unit })}
      reading={formatText(words.reading, { clear: say.count(clear), all: say.count(shifts.length) })}
      fileName={`${fileName}-shift`}
      data={() => ({
        head: [words.columnDecile, "B − A", words.columnInterval],
        rows: shifts.map(({ p, shift, lower, upper }) => [
          say.percentile(p),
          signed(shift),
          formatText(say.words.interval, { lower: signed(lower), upper: signed(upper) }),
        ]),
      })}
      csv={() => ({
        head: ["p", "b_minus_a_us", "lower_us", "upper_us"],
        rows: shifts.map(({ p, shift, lower, upper }) => [p, shift, lower, upper]),
      })}
    >
      {(help) => (
        <ComposedChart data={[...shifts]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis
            {...axisLook}
            dataKey="p"
            domain={[0.05, 0.95]}
            ticks={shifts.map(({ p }) => p)}
            tickFormatter={say.percentile}
          />
          <YAxis width={latencyAxisWidth} {...evenLatencyAxis(say.locale, unit, range, 6)} interval={0} />
          <Tooltip
            {...pointTooltip<Shift>(({ p, shift, lower, upper }) => ({
              title: `${say.percentile(p)}: ${signed(shift)}`,
              lines: [formatText(say.words.interval, { lower: signed(lower), upper: signed(upper) })],
            }))}
          />
          <ShiftMarks shifts={shifts} />
          <Line dataKey="shift" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

/** Filled where the interval leaves out zero: there the difference is shown. */
function ShiftMarks({ shifts }: Pick<ShiftChartProps, "shifts">) {
  const plot = usePlot();
  if (plot === null) return null;
  const { x, y } = plot;
  return (
    <g stroke="var(--series-b)" data-shifts={shifts.length}>
      <path d={`M${plot.left} ${y(0)}H${plot.right}`} stroke="var(--ink-faint)" strokeDasharray="4 3" />
      {shifts.map(({ p, shift, lower, upper }) => (
        <g key={p}>
          <path d={`M${x(p) - 4} ${y(lower)}h8m-4 0V${y(upper)}m-4 0h8`} fill="none" strokeWidth={1.25} />
          <circle
            cx={x(p)}
            cy={y(shift)}
            r={3.25}
            fill={lower > 0 || upper < 0 ? "var(--series-b)" : "var(--surface)"}
          />
        </g>
      ))}
    </g>
  );
}
