import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import type { GrowthFit } from "#lib/cost/judge-growth.ts";
import type { SizeSummary } from "#lib/fit/summarise-sizes.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { durationUnit } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { pointTooltip } from "./chart-tooltip.tsx";
import { GrowthMarks } from "./growth-marks.tsx";
import { createGrowthSay, growthCsv, growthTable, growthTooltip } from "./growth-words.ts";
import { LegendLine } from "./legend-line.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { ResidualStrip } from "./residual-strip.tsx";
import { airyRange, shortNumber, sizeAxis } from "./size-axis.ts";

type ComplexityChartProps = {
  readonly title: string;
  /** What the picture says, in words made from its data. */
  readonly reading: string;
  /** In ascending order, at least one. */
  readonly points: readonly SizeSummary[];
  /** Null: there is none yet, or none can be made. */
  readonly fit: GrowthFit | null;
  readonly costs: "us" | "bytes";
  readonly fileName: string;
};

/** What a call costs against n, with the class that describes it best, the next one, and what is left over. */
export function ComplexityChart({ title, reading, points, fit, costs, fileName }: ComplexityChartProps) {
  const { locale, text } = useText();
  const say = createGrowthSay(text.cost, locale, fit, costs);
  const { words } = say;
  const xRange = airyRange(points.map(({ n }) => n));
  const yRange = airyRange(
    points.flatMap(({ median, minimum }) => [median, Math.max(minimum, median / 100)]),
    costs === "us" ? 0.5 : 1,
  );
  const unit = durationUnit(points[Math.floor(points.length / 2)]?.median ?? 1);
  const yAxis = costs === "us" ? latencyAxis(locale, unit, yRange, 6) : sizeAxis(yRange, say.cost);
  return (
    <ChartFrame
      title={title}
      unit={costs === "us" ? formatText(words.unitTime, { unit }) : words.unitBytes}
      reading={reading}
      fileName={fileName}
      data={() => growthTable(points, fit, say)}
      csv={() => growthCsv(points, fit, costs)}
      below={fit !== null && <FitBelow fit={fit} points={points} range={xRange} />}
    >
      {(help) => (
        <ComposedChart data={[...points]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis {...sizeAxis(xRange, (n) => shortNumber(locale, n))} dataKey="n" />
          <YAxis width={latencyAxisWidth} {...yAxis} interval={0} />
          <MinorTicks axis="y" range={yRange} />
          <MinorTicks axis="x" range={xRange} />
          <Tooltip {...pointTooltip<SizeSummary>((point) => growthTooltip(point, say))} />
          <Line dataKey="median" stroke="none" dot={false} activeDot={{ r: 5 }} isAnimationActive={false} />
          <GrowthMarks
            points={points}
            best={fit?.best ?? null}
            runnerUp={fit?.runnerUp ?? null}
            fixed={fit === null ? null : fit.best.a}
            fixedName={fit === null ? "" : `${words.fixed} = ${say.cost(fit.best.a)}`}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

type FitBelowProps = {
  readonly fit: GrowthFit;
  readonly points: readonly SizeSummary[];
  readonly range: readonly [number, number];
};

/** Which curve is which class, and what the best one leaves over. */
function FitBelow({ fit: { best, runnerUp }, points, range }: FitBelowProps) {
  const { locale, text } = useText();
  const words = text.cost.growth;
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs" data-growth-legend="">
        <LegendLine colour="var(--series-a)" name={formatText(words.best, { class: best.class })} />
        <LegendLine
          colour="var(--series-b)"
          dash="5 3"
          name={formatText(words.runnerUp, { class: runnerUp.class })}
        />
      </ul>
      <ResidualStrip
        locale={locale}
        label={words.residuals}
        sizes={points.map(({ n }) => n)}
        residuals={best.residuals}
        range={range}
      />
    </>
  );
}
