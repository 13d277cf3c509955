import { useMemo, useState } from "react";
import { formatText } from "#lib/i18n/format-text.ts";
import { toSorted } from "#lib/statistics/percentiles.ts";
import type { AttemptRange } from "#lib/timeline/attempt-range.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { type CallPlace, type Dot, isInside, type PlotRegion, toDots } from "./dots.ts";
import { HistogramChart } from "./histogram-chart.tsx";
import type { Picked } from "./histogram-places.ts";
import { type LatencyModel, samplesForShape } from "./latency-model.ts";
import { PercentileChart } from "./percentile-chart.tsx";
import { PickedCalls } from "./picked-calls.tsx";
import type { Say } from "./say.ts";
import type { LegendKey } from "./series-style.ts";
import { StartTimeChart } from "./start-time-chart.tsx";

type LatencyChartsProps = {
  readonly model: LatencyModel;
  readonly say: Say;
  readonly selection: CallPlace | null;
  readonly range: AttemptRange | null;
  readonly onRange: (range: AttemptRange | null) => void;
  readonly onOpen: (call: CallPlace, where: "timeline" | "calls") => void;
};

/** The three charts over one model: what is hidden in one is hidden in all, what is selected in one is marked in all. */
export function LatencyCharts(props: LatencyChartsProps) {
  const { model, say, selection, range, onRange, onOpen } = props;
  const [hidden, setHidden] = useState<ReadonlySet<LegendKey>>(new Set());
  /** While the pointer draws; afterwards the page holds it. */
  const [drawn, setDrawn] = useState<PlotRegion | null>(null);
  const region = drawn ?? (range?.kind === "started" ? range : null);
  const setRegion = (next: PlotRegion | null, isOpen = false) => {
    setDrawn(isOpen ? next : null);
    if (!isOpen) onRange(next && { kind: "started", ...next });
  };
  const shown = useMemo(() => withoutHidden(model, hidden), [model, hidden]);
  const inside = useMemo(
    () => (region === null ? [] : toDots(shown, hidden).filter((dot) => isInside(dot, region))),
    [shown, hidden, region],
  );
  const picked = useMemo(() => toPicked(inside), [inside]);
  const toggle = (key: LegendKey) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  // Below that number a histogram or a curve would show chance, not shape.
  const shaped = { ...shown, runs: shown.runs.filter(({ sorted }) => sorted.length >= samplesForShape) };
  const constant = constantValue(shown);
  const fileName = fileNameOf(model);
  return (
    <div className="grid min-w-0 gap-4">
      <ChartLegend model={model} say={say} hidden={hidden} onToggle={toggle} />
      <div className="grid min-w-0 gap-x-6 gap-y-6 @4xl:grid-cols-2">
        {constant === null && shaped.runs.length > 0 && (
          <>
            <HistogramChart model={shaped} hidden={hidden} picked={picked} fileName={fileName} />
            <PercentileChart model={shaped} hidden={hidden} fileName={fileName} />
          </>
        )}
        {constant === null && <FewSamples model={shown} say={say} />}
        {constant !== null && (
          <p data-state="constant" className="@4xl:col-span-2">
            {formatText(say.words.constant, {
              n: say.count(shown.runs[0]?.sorted.length ?? 0),
              value: say.measured(constant, shown.runs[0]?.stepUs ?? 0),
            })}
          </p>
        )}
        <div className="grid min-w-0 gap-2 @4xl:col-span-2">
          <StartTimeChart
            model={shown}
            hidden={hidden}
            fileName={fileName}
            selection={selection}
            region={region}
            onRegion={setRegion}
            onOpen={(call) => onOpen(call, "timeline")}
          />
          {region !== null && (
            <PickedCalls
              model={shown}
              region={region}
              dots={inside}
              say={say}
              onOpen={onOpen}
              onClear={() => setRegion(null)}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** Says of which runs there is no shape to draw. */
function FewSamples({ model, say }: { readonly model: LatencyModel; readonly say: Say }) {
  return model.runs
    .filter(({ sorted }) => sorted.length > 0 && sorted.length < samplesForShape)
    .map((run) => (
      <p key={run.key} data-state="few" className="text-ink-soft text-sm @4xl:col-span-2">
        {formatText(say.words.fewSamples, {
          run: say.name(run),
          n: run.sorted.length,
          needs: samplesForShape,
        })}
      </p>
    ));
}

function withoutHidden(model: LatencyModel, hidden: ReadonlySet<LegendKey>): LatencyModel {
  return { ...model, runs: model.runs.filter(({ key }) => !hidden.has(key)) };
}

function toPicked(dots: readonly Dot[]): Picked {
  const of = (key: "a" | "b") =>
    toSorted(
      dots.filter(({ run, point }) => run.key === key && point.outcome === "ok").map(({ point }) => point.us),
    );
  return { a: of("a"), b: of("b") };
}

/** The one latency of a single run whose calls, two at least, all took the same. */
function constantValue({ runs }: LatencyModel): number | null {
  const distribution = runs[0]?.distribution ?? null;
  const isConstant =
    runs.length === 1 && distribution !== null && distribution.n > 1 && distribution.min === distribution.max;
  return isConstant ? distribution.min : null;
}

/** `allAtOnce-2026-11-22T183000`: the first run's experiment and the time it began. */
function fileNameOf({ runs }: LatencyModel): string {
  const header = runs[0]?.record.header;
  if (header === undefined) return "latency";
  const began = new Date(header.startedAtUnixMs).toISOString().slice(0, 19).replaceAll(":", "");
  return `${header.experiment || "run"}-${began}-latency`;
}
