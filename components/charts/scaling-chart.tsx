import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { evenTicks } from "#lib/statistics/log-ticks.ts";
import { amdahl } from "#lib/theory/amdahl.ts";
import type { ScalabilityPoint } from "#lib/theory/fit-scalability.ts";
import { universalScalability } from "#lib/theory/universal-scalability.ts";
import { axisLook, chartMargin, gridLook, latencyAxisWidth, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { LegendLine } from "./legend-line.tsx";
import { ResidualStrip } from "./residual-strip.tsx";
import { tickNumber } from "./say.ts";
import { ScalingMarks } from "./scaling-marks.tsx";
import type { ScalingModel } from "./scaling-model.ts";
import { csvOfScaling, readScaling, tableOfScaling } from "./scaling-words.ts";
import { airyRange, shortNumber, sizeAxis } from "./size-axis.ts";
import { formatRate } from "./sweep-words.ts";
import { useSay } from "./use-say.ts";

type ScalingChartProps = { readonly model: ScalingModel; readonly fileName: string };

/** How throughput grows with N, with the universal scalability law and Amdahl's. */
export function ScalingChart({ model, fileName }: ScalingChartProps) {
  const say = useSay("ms");
  const words = useText().text.charts.scaling;
  const { points, fit } = model;
  const law = fit.ok ? fit.value : null;
  const range = airyRange(points.map(({ n }) => n));
  const most = Math.max(...points.map(({ throughput }) => throughput)) * 1.1;
  return (
    <ChartFrame
      title={words.title[model.of]}
      unit={words.unit[model.of]}
      reading={readScaling(model, words, say)}
      fileName={`${fileName}-scaling`}
      data={() => tableOfScaling(model, words, say)}
      csv={() => csvOfScaling(model)}
      below={
        law !== null && (
          <>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
              <LegendLine colour="var(--series-a)" name={words.law} />
              <LegendLine colour="var(--series-b)" dash="5 3" name={words.amdahl} />
            </ul>
            <ResidualStrip
              locale={say.locale}
              label={words.residuals}
              sizes={points.map(({ n }) => n)}
              residuals={law.residuals}
              range={range}
            />
          </>
        )
      }
    >
      {(help) => (
        <ComposedChart data={[...points]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis {...sizeAxis(range, (n) => shortNumber(say.locale, n))} dataKey="n" />
          <YAxis
            {...axisLook}
            width={latencyAxisWidth}
            domain={[0, most]}
            ticks={[...evenTicks(0, most, 5)]}
            tickFormatter={(value: number) => tickNumber(say.locale, value)}
          />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const point: ScalabilityPoint | undefined = payload[0]?.payload;
              if (point === undefined) return null;
              const { n, throughput } = point;
              const lines = [
                `${words.measured}: ${formatRate(say.locale, throughput)}`,
                ...(law === null
                  ? []
                  : [
                      `${words.law}: ${formatRate(say.locale, universalScalability(law, n))}`,
                      `${words.amdahl}: ${formatRate(say.locale, amdahl(law, n))}`,
                    ]),
              ];
              return <ChartTooltip title={`N = ${formatNumber(say.locale, n)}`} lines={lines} />;
            }}
          />
          <Line
            dataKey="throughput"
            stroke="none"
            dot={false}
            activeDot={{ r: 5 }}
            isAnimationActive={false}
          />
          <ScalingMarks
            model={model}
            peakName={formatText(words.peakRule, { n: formatNumber(say.locale, law?.peak ?? 0, 0) })}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}
