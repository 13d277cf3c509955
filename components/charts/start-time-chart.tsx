import { useMemo, useState } from "react";
import { CartesianGrid, Scatter, ScatterChart, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { AttemptTable } from "#lib/record/attempt-table.ts";
import { type PhaseKind, phaseLengths } from "#lib/record/phases.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth, timeAxis } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type CallPlace, type Dot, type PlotRegion, toDots } from "./dots.ts";
import type { LatencyModel } from "./latency-model.ts";
import { MinorTicks } from "./minor-ticks.tsx";
import type { Say } from "./say.ts";
import { ShadedStart } from "./shaded-start.tsx";
import { type CurrentDot, StartSurface } from "./start-surface.tsx";
import { csvOfStartTimes, readStartTimes, tableOfStartTimes } from "./start-words.ts";
import { useSay } from "./use-say.ts";

type StartTimeChartProps = {
  readonly model: LatencyModel;
  readonly hidden: ReadonlySet<string>;
  readonly fileName: string;
  /** Up to here the figures leave the run out: shaded. */
  readonly warmUpUs?: number;
  /** The call that is selected on the page. */
  readonly selection: CallPlace | null;
  readonly region: PlotRegion | null;
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
  readonly onOpen: (call: CallPlace) => void;
  /** Where a call is opened. */
  readonly opens?: "timeline" | "table";
};

/** One mark per call: when it was meant to start, and how long its caller waited. */
export function StartTimeChart(props: StartTimeChartProps) {
  const { model, hidden, fileName, selection, region, onRegion, onOpen, opens = "timeline" } = props;
  const say = useSay(model.unit);
  const { words, locale } = say;
  const [current, setCurrent] = useState<CurrentDot | null>(null);
  const dots = useMemo(() => toDots(model, hidden), [model, hidden]);
  const lastUs = dots[dots.length - 1]?.point.startUs ?? 0;
  const shown = current === null ? undefined : dots[current.index];
  const selected =
    selection === null
      ? -1
      : dots.findIndex(({ run, point }) => run.key === selection.run && point.row === selection.row);

  return (
    <ChartFrame
      title={words.starts.title}
      unit={formatText(words.starts.unit, { unit: model.unit })}
      reading={readStartTimes(model, say)}
      help={opens === "table" ? words.starts.helpTable : words.starts.help}
      fileName={`${fileName}-by-start`}
      data={() => tableOfStartTimes(dots, say)}
      csv={() => csvOfStartTimes(dots)}
      overlay={
        shown !== undefined &&
        current !== null && <DotTooltip dot={shown} at={current} opens={opens} say={say} />
      }
    >
      {(help) => (
        <ScatterChart
          margin={chartMargin}
          accessibilityLayer={false}
          role="group"
          aria-label={words.starts.title}
        >
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
          <MinorTicks axis="y" range={model.range} />
          <ShadedStart untilUs={props.warmUpUs ?? 0} />
          {/* The axes want one series to exist; the marks are drawn by the surface, all of a kind as one shape. */}
          <Scatter data={firstPoint(dots)} shape={() => <g />} isAnimationActive={false} />
          <StartSurface
            dots={dots}
            current={current}
            selected={selected}
            region={region}
            help={help}
            onCurrent={setCurrent}
            onOpen={({ run, point }) => onOpen({ run: run.key, row: point.row })}
            onRegion={onRegion}
          />
        </ScatterChart>
      )}
    </ChartFrame>
  );
}

function firstPoint(dots: readonly Dot[]) {
  return dots.slice(0, 1).map(({ point: { startUs, us } }) => ({ startUs, us }));
}

type DotTooltipProps = {
  readonly dot: Dot;
  readonly at: CurrentDot;
  readonly opens: "timeline" | "table";
  readonly say: Say;
};

/** The phase that took more than half of the call; null when none did, or the clocks cannot tell which. */
function mainPhase(attempts: AttemptTable, row: number, us: number): readonly [PhaseKind, number] | null {
  return [...phaseLengths(attempts, row)].find(([, length]) => length > us / 2) ?? null;
}

/** What the record knows of the call under the pointer: where most of its time went, above all. */
function DotTooltip({ dot: { run, point }, at: { spot }, opens, say }: DotTooltipProps) {
  const { words, locale } = say;
  const phases = useText().text.timeline.details.phases;
  const longest = mainPhase(run.record.attempts, point.row, point.us);
  const call = (run.record.attempts.call[point.row] ?? 0) + 1;
  const lines = [
    formatText(words.starts.call, { run: say.run(run), call }),
    `${words.starts.columnStart}: ${formatDuration(locale, point.startUs)}`,
    ...(longest === null
      ? []
      : [
          formatText(words.starts.mostly, {
            phase: phases[longest[0]],
            duration: formatDuration(locale, longest[1]),
          }),
        ]),
    opens === "table" ? words.starts.openTable : words.starts.open,
  ];
  return (
    <div
      role="status"
      className="pointer-events-none absolute z-10 max-w-64"
      style={{
        left: `clamp(8rem, ${spot.x}px, calc(100% - 8rem))`,
        top: spot.y,
        transform: spot.y < 100 ? "translate(-50%, 12px)" : "translate(-50%, calc(-100% - 12px))",
      }}
    >
      <ChartTooltip title={`${say.latency(point.us)} · ${words.outcomes[point.outcome]}`} lines={lines} />
    </div>
  );
}
