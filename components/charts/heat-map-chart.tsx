import { useMemo, useState } from "react";
import { Scatter, ScatterChart, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { type HeatCells, toHeatCells } from "#lib/statistics/heat-cells.ts";
import { durationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, latencyAxis, latencyAxisWidth, timeAxis } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import type { PlotRegion } from "./dots.ts";
import { heatOpacity, paintHeat } from "./heat-picture.ts";
import { countAt, fullestPlace, type HeatPlace, rowsOf } from "./heat-places.ts";
import { HeatSurface } from "./heat-surface.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import { MinorTicks } from "./minor-ticks.tsx";
import type { Say } from "./say.ts";
import { ShadedStart } from "./shaded-start.tsx";
import { useMarkColours } from "./use-mark-colours.ts";
import { useSay } from "./use-say.ts";

type HeatMapChartProps = {
  readonly run: RunLatency;
  readonly unit: LatencyModel["unit"];
  readonly warmUpUs: number;
  readonly region: PlotRegion | null;
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
  /** Two runs are on view: the title says whose it is. */
  readonly isNamed: boolean;
  readonly fileName: string;
};

/** How many calls of one run took how long, and when: the picture that no number of calls can crowd. */
export function HeatMapChart({
  run,
  unit,
  warmUpUs,
  region,
  onRegion,
  isNamed,
  fileName,
}: HeatMapChartProps) {
  const say = useSay(unit);
  const words = useText().text.charts.heat;
  const cells = useMemo(
    () => toHeatCells(run.points.filter(({ outcome }) => outcome === "ok")),
    [run.points],
  );
  const colours = useMarkColours();
  const picture = useMemo(
    () => (cells === null ? null : paintHeat(cells, colours[run.key])),
    [cells, colours, run.key],
  );
  const [current, setCurrent] = useState<HeatPlace | null>(null);
  if (cells === null) return <p className="text-ink-soft">{words.empty}</p>;
  const lastUs = cells.startEdgesUs.at(-1) ?? 1;
  const range = [cells.latencyEdgesUs[0] ?? 1, cells.latencyEdgesUs.at(-1) ?? 10] as const;
  const words3 = { cells, words, say };
  return (
    <ChartFrame
      title={isNamed ? `${words.title} · ${say.name(run)}` : words.title}
      unit={formatText(words.unit, { unit })}
      reading={readHeat(words3)}
      help={words.help}
      fileName={`${fileName}-heat-map`}
      data={() => ({
        head: [words.columnFrom, words.columnTo, words.columnLow, words.columnHigh, words.columnCalls],
        rows: filledCells(cells).map(([from, to, low, high, count]) => [
          formatDuration(say.locale, from),
          formatDuration(say.locale, to),
          say.latency(low),
          say.latency(high),
          say.count(count),
        ]),
      })}
      csv={() => ({
        head: ["start_from_us", "start_to_us", "latency_from_us", "latency_to_us", "calls"],
        rows: filledCells(cells).map((row) => row.map(Math.round)),
      })}
      below={<HeatScale most={cells.most} label={words.scale} say={say} />}
      overlay={
        current !== null && (
          <div role="status" className="pointer-events-none absolute top-1 right-3 z-10 max-w-72">
            <ChartTooltip title={cellWords(current, words3)} lines={[]} />
          </div>
        )
      }
    >
      {(help) => (
        <ScatterChart margin={chartMargin} accessibilityLayer={false} role="group" aria-label={words.title}>
          <XAxis dataKey="startUs" {...timeAxis(say.locale, lastUs, 6)} />
          <YAxis
            width={latencyAxisWidth}
            dataKey="us"
            {...latencyAxis(say.locale, unit, range, 6)}
            interval={0}
          />
          <MinorTicks axis="y" range={range} />
          {/* The axes want one series to exist. */}
          <Scatter data={[{ startUs: lastUs, us: range[1] }]} shape={() => <g />} isAnimationActive={false} />
          <HeatSurface
            cells={cells}
            picture={picture}
            current={current}
            region={region}
            help={help}
            onCurrent={setCurrent}
            onRegion={onRegion}
          />
          <ShadedStart untilUs={warmUpUs} />
        </ScatterChart>
      )}
    </ChartFrame>
  );
}

type Words3 = {
  readonly cells: HeatCells;
  readonly words: ReturnType<typeof useText>["text"]["charts"]["heat"];
  readonly say: Say;
};

function readHeat({ cells, words, say }: Words3): string {
  const place = fullestPlace(cells);
  const middleUs = Math.sqrt(
    (cells.latencyEdgesUs[place.row] ?? 1) * (cells.latencyEdgesUs[place.row + 1] ?? 1),
  );
  return say.sentences([
    formatText(words.reading, {
      at: formatDuration(say.locale, cells.startEdgesUs[place.column] ?? 0),
      latency: formatDuration(say.locale, middleUs, durationUnit(middleUs)),
      calls: formatPlural(say.locale, say.words.callCount, cells.most),
    }),
    cells.below > 0 ? formatText(words.outside, { count: say.count(cells.below) }) : "",
  ]);
}

function cellWords(place: HeatPlace, { cells, words, say }: Words3): string {
  return formatText(words.cell, {
    from: formatDuration(say.locale, cells.startEdgesUs[place.column] ?? 0),
    to: formatDuration(say.locale, cells.startEdgesUs[place.column + 1] ?? 0),
    low: say.latency(cells.latencyEdgesUs[place.row] ?? 0),
    high: say.latency(cells.latencyEdgesUs[place.row + 1] ?? 0),
    calls: formatPlural(say.locale, say.words.callCount, countAt(cells, place)),
  });
}

type Cell = readonly [from: number, to: number, low: number, high: number, count: number];

function filledCells(cells: HeatCells): readonly Cell[] {
  const rows = rowsOf(cells);
  return [...cells.counts].flatMap((count, at): Cell[] => {
    if (count === 0) return [];
    const [column, row] = [Math.floor(at / rows), at % rows];
    const { startEdgesUs: starts, latencyEdgesUs: latencies } = cells;
    return [
      [starts[column] ?? 0, starts[column + 1] ?? 0, latencies[row] ?? 0, latencies[row + 1] ?? 0, count],
    ];
  });
}

/** From one call to the most, in the steps in which the eye reads them. */
function HeatScale({
  most,
  label,
  say,
}: {
  readonly most: number;
  readonly label: string;
  readonly say: Say;
}) {
  const steps = [
    ...new Set([1, Math.round(most / 16), Math.round(most / 4), most].filter((count) => count > 0)),
  ];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft text-xs" data-heat-scale={most}>
      {label}
      {steps.map((count) => (
        <span key={count} className="flex items-center gap-1">
          <span
            aria-hidden="true"
            className="size-3 rounded-[2px] border border-hairline bg-accent"
            style={{ opacity: heatOpacity(count, most) }}
          />
          {say.count(count)}
        </span>
      ))}
    </p>
  );
}
