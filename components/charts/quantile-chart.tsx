import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { QuantilePair } from "#lib/statistics/quantile-pairs.ts";
import type { DurationUnit } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { pointTooltip } from "./chart-tooltip.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { formatPlainRatio } from "./say.ts";
import { usePlot } from "./use-plot.ts";
import { useSay } from "./use-say.ts";

type QuantileChartProps = {
  readonly pairs: readonly QuantilePair[];
  readonly unit: DurationUnit;
  readonly fileName: string;
};

/** Quantile against quantile: on the diagonal both runs are alike, above it B is slower. */
export function QuantileChart({ pairs, unit, fileName }: QuantileChartProps) {
  const say = useSay(unit);
  const words = useText().text.charts.quantiles;
  const range = rangeOf(pairs);
  const above = pairs.filter(({ a, b }) => b > a).length;
  const share = pairs.length === 0 ? 0 : above / pairs.length;
  return (
    <ChartFrame
      title={words.title}
      unit={formatText(words.unit, { unit })}
      reading={share > 0.9 ? words.above : share < 0.1 ? words.below : words.crosses}
      fileName={`${fileName}-quantiles`}
      data={() => ({
        head: [words.columnPercentile, "A", "B", "B ÷ A"],
        rows: pairs.map(({ p, a, b }) => [
          say.percentile(p),
          say.latency(a),
          say.latency(b),
          `${formatPlainRatio(say.locale, b / Math.max(1, a))}×`,
        ]),
      })}
      csv={() => ({ head: ["p", "a_us", "b_us"], rows: pairs.map(({ p, a, b }) => [p, a, b]) })}
    >
      {(help) => (
        <ComposedChart
          data={pairs.map((pair) => ({ ...pair, a: Math.max(1, pair.a), b: Math.max(1, pair.b) }))}
          margin={chartMargin}
          aria-label={help}
        >
          <CartesianGrid {...gridLook} />
          <XAxis dataKey="a" {...latencyAxis(say.locale, unit, range, 6)} />
          <YAxis width={latencyAxisWidth} {...latencyAxis(say.locale, unit, range, 6)} interval={0} />
          <MinorTicks axis="x" range={range} />
          <MinorTicks axis="y" range={range} />
          <Diagonal range={range} name={words.equal} />
          <Tooltip
            {...pointTooltip<QuantilePair>(({ p, a, b }) => ({
              title: say.percentile(p),
              lines: [`A: ${say.latency(a)}`, `B: ${say.latency(b)}`],
            }))}
          />
          <Line
            dataKey="b"
            stroke="var(--series-b)"
            strokeWidth={1}
            dot={{ r: 2, fill: "var(--series-b)", stroke: "none" }}
            isAnimationActive={false}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

/** Where both runs are equal. */
function Diagonal({ range, name }: { readonly range: readonly [number, number]; readonly name: string }) {
  const plot = usePlot();
  if (plot === null) return null;
  const [from, to] = range;
  return (
    <g data-diagonal="">
      <path
        d={`M${plot.x(from)} ${plot.y(from)}L${plot.x(to)} ${plot.y(to)}`}
        stroke="var(--ink-faint)"
        strokeDasharray="4 3"
      />
      <text x={plot.right - 6} y={plot.top + 30} textAnchor="end" fontSize={11} fill="var(--ink-soft)">
        {name}
      </text>
    </g>
  );
}

function rangeOf(pairs: readonly QuantilePair[]): readonly [number, number] {
  const values = pairs.flatMap(({ a, b }) => [a, b]);
  if (values.length === 0) return [1, 10];
  const [min, max] = [Math.max(1, Math.min(...values)), Math.max(1, ...values)];
  const air = Math.max(1.1, (max / min) ** 0.05);
  return [min / air, max * air];
}
