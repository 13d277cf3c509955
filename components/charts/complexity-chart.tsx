import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import type { GrowthFit } from "#lib/cost/judge-growth.ts";
import type { SizeSummary } from "#lib/fit/summarise-sizes.ts";
import { formatNumber, formatSignedPercent, formatText } from "#lib/i18n/format-text.ts";
import { durationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { fittedCost, GrowthMarks } from "./growth-marks.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { ResidualStrip } from "./residual-strip.tsx";
import { airyRange, formatBytes, shortNumber, sizeAxis } from "./size-axis.ts";

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
  const words = text.cost.growth;
  const xRange = airyRange(points.map(({ n }) => n));
  const yRange = airyRange(
    points.flatMap(({ median, minimum }) => [median, Math.max(minimum, median / 100)]),
    costs === "us" ? 0.5 : 1,
  );
  const middle = points[Math.floor(points.length / 2)]?.median ?? 1;
  const unit = durationUnit(middle);
  const say = (cost: number) =>
    costs === "us" ? formatDuration(locale, cost) : formatBytes(locale, cost, text.cost.units);
  const count = (n: number) => formatNumber(locale, n);
  const [best, runnerUp] = [fit?.best ?? null, fit?.runnerUp ?? null];
  const offOf = (point: SizeSummary) => (best === null ? null : point.median / fittedCost(best, point.n) - 1);
  const yAxis =
    costs === "us"
      ? latencyAxis(locale, unit, yRange, 6)
      : sizeAxis(yRange, (bytes) => formatBytes(locale, bytes, text.cost.units));
  return (
    <ChartFrame
      title={title}
      unit={costs === "us" ? formatText(words.unitTime, { unit }) : words.unitBytes}
      reading={reading}
      fileName={fileName}
      data={() => ({
        head: [
          words.columnN,
          words.columnRepeats,
          words.columnMedian,
          words.columnMinimum,
          words.columnFitted,
          words.columnResidual,
        ],
        rows: points.map((point) => {
          const off = offOf(point);
          return [
            count(point.n),
            count(point.repeats),
            say(point.median),
            say(point.minimum),
            best === null ? "–" : say(fittedCost(best, point.n)),
            off === null ? "–" : formatSignedPercent(locale, off),
          ];
        }),
      })}
      csv={() => ({
        head: ["n", "calls", `median_${costs}`, `minimum_${costs}`, `best_${costs}`, `runner_up_${costs}`],
        rows: points.map((point) => [
          point.n,
          point.repeats,
          point.median,
          point.minimum,
          best === null ? "" : fittedCost(best, point.n),
          runnerUp === null ? "" : fittedCost(runnerUp, point.n),
        ]),
      })}
      below={
        <>
          {best !== null && runnerUp !== null && (
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs" data-growth-legend="">
              <LegendLine colour="var(--series-a)" name={formatText(words.best, { class: best.class })} />
              <LegendLine
                colour="var(--series-b)"
                dash="5 3"
                name={formatText(words.runnerUp, { class: runnerUp.class })}
              />
            </ul>
          )}
          {best !== null && (
            <ResidualStrip
              locale={locale}
              label={words.residuals}
              sizes={points.map(({ n }) => n)}
              residuals={best.residuals}
              range={xRange}
            />
          )}
        </>
      }
    >
      {(help) => (
        <ComposedChart data={[...points]} margin={chartMargin} aria-label={help}>
          <CartesianGrid {...gridLook} />
          <XAxis {...sizeAxis(xRange, (n) => shortNumber(locale, n))} dataKey="n" />
          <YAxis width={latencyAxisWidth} {...yAxis} interval={0} />
          <MinorTicks axis="y" range={yRange} />
          <MinorTicks axis="x" range={xRange} />
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const point: SizeSummary | undefined = payload[0]?.payload;
              if (point === undefined) return null;
              const off = offOf(point);
              const lines = [
                `${words.columnMedian}: ${say(point.median)}`,
                `${words.columnMinimum}: ${say(point.minimum)}`,
                `${words.columnRepeats}: ${count(point.repeats)}`,
                ...(off === null ? [] : [`${words.columnResidual}: ${formatSignedPercent(locale, off)}`]),
              ];
              return <ChartTooltip title={`n = ${count(point.n)}`} lines={lines} />;
            }}
          />
          <Line dataKey="median" stroke="none" dot={false} activeDot={{ r: 5 }} isAnimationActive={false} />
          <GrowthMarks
            points={points}
            best={best}
            runnerUp={runnerUp}
            fixed={fit === null ? null : fit.best.a}
            fixedName={fit === null ? "" : `${words.fixed} = ${say(fit.best.a)}`}
          />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

/** A line as the chart draws it, and what it is. */
export function LegendLine({
  colour,
  dash,
  name,
}: {
  readonly colour: string;
  readonly dash?: string | undefined;
  readonly name: string;
}) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="22" height="8" aria-hidden="true">
        <line x1="0" x2="22" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
      </svg>
      {name}
    </li>
  );
}
