import { type ReactNode, useMemo, useState } from "react";
import { ChartLegend } from "#components/charts/chart-legend.tsx";
import { ConcurrencyChart } from "#components/charts/concurrency-chart.tsx";
import { type Dot, isInside, type PlotRegion, toDots } from "#components/charts/dots.ts";
import { HeatMapChart } from "#components/charts/heat-map-chart.tsx";
import { HistogramChart } from "#components/charts/histogram-chart.tsx";
import type { Picked } from "#components/charts/histogram-places.ts";
import { type LatencyModel, samplesForShape } from "#components/charts/latency-model.ts";
import { PercentileChart, type TheoryCurve } from "#components/charts/percentile-chart.tsx";
import { PhaseChart } from "#components/charts/phase-chart.tsx";
import { QuantileChart } from "#components/charts/quantile-chart.tsx";
import { ScalingChart } from "#components/charts/scaling-chart.tsx";
import type { ScalingModel } from "#components/charts/scaling-model.ts";
import type { LegendKey } from "#components/charts/series-style.ts";
import { ShiftChart } from "#components/charts/shift-chart.tsx";
import { StartTimeChart } from "#components/charts/start-time-chart.tsx";
import { SweepChart } from "#components/charts/sweep-chart.tsx";
import type { SweepModel } from "#components/charts/sweep-model.ts";
import { useSay } from "#components/charts/use-say.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { toSorted } from "#lib/statistics/percentiles.ts";
import { toQuantilePairs } from "#lib/statistics/quantile-pairs.ts";
import { shiftFunction } from "#lib/statistics/shift-function.ts";
import { LoadCalls } from "./load-calls.tsx";
import type { LoadModels, LoadView } from "./load-view.ts";
import { PickedLoad } from "./picked-load.tsx";
import { littleOf, phaseBars } from "./run-shares.ts";
import { scalingByClients } from "./scaling-of.ts";
import { sweepLights } from "./sweep-lights.ts";
import { sweepOf } from "./sweep-of.ts";
import { TheoryLights } from "./theory-lights.tsx";

type LoadChartsProps = {
  /** One run, or two to hold side by side; the first is the one whose single calls are listed. */
  readonly views: readonly LoadView[];
  readonly models: LoadModels;
  readonly isLive: boolean;
  /** Percentiles of an overloaded run tell how long it lasted: they are not drawn. */
  readonly isUnstable: boolean;
  /** Several levels together: their shape describes none of them. */
  readonly isMixed: boolean;
  readonly theory: TheoryCurve | null;
  /** Throughput over the workers, of several runs; null: there are not several. */
  readonly byWorkers: ScalingModel | null;
};

/** Every chart of a run over one model: hidden in one is hidden in all, selected in one is marked in all. */
export function LoadCharts({
  views,
  models,
  isLive,
  isUnstable,
  isMixed,
  theory,
  byWorkers,
}: LoadChartsProps) {
  const { text } = useText();
  const say = useSay(models.counted.unit);
  const [hidden, setHidden] = useState<ReadonlySet<LegendKey>>(new Set());
  const [region, setRegion] = useState<PlotRegion | null>(null);
  const [selected, setSelected] = useState<number | null>(null);
  const counted = useMemo(() => withoutHidden(models.counted, hidden), [models.counted, hidden]);
  const whole = useMemo(() => withoutHidden(models.whole, hidden), [models.whole, hidden]);
  const inside = useMemo(
    () => (region === null ? [] : toDots(whole, hidden).filter((dot) => isInside(dot, region))),
    [whole, hidden, region],
  );
  const picked = useMemo(() => toPicked(inside, counted), [inside, counted]);
  const rowsA = useMemo(
    () =>
      region === null
        ? null
        : new Set(inside.filter(({ run }) => run.key === "a").map(({ point }) => point.row)),
    [inside, region],
  );
  const [view, other] = views;
  const [runA] = models.whole.runs;
  const sweep = useMemo(() => (view === undefined ? null : sweepOf(view)), [view]);
  if (view === undefined || runA === undefined) return null;
  const toggle = (key: LegendKey) =>
    setHidden((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const shaped = { ...counted, runs: counted.runs.filter(({ sorted }) => sorted.length >= samplesForShape) };
  const fileName = `load-${views.map(({ loaded }) => loaded.run.number).join("-")}`;
  const constant = constantOf(counted);
  const bars = isLive ? [] : phaseBars(views, text, say.locale);
  const warmUpUs = view.warmUpUs;
  return (
    <div className="grid min-w-0 gap-6">
      <ChartLegend model={models.counted} say={say} hidden={hidden} onToggle={toggle} />
      {sweep !== null && (
        <SweepCharts view={view} sweep={sweep} fileName={fileName}>
          {bars.length > 0 && <PhaseChart bars={bars} fileName={fileName} />}
        </SweepCharts>
      )}
      <div className="grid min-w-0 gap-x-6 gap-y-6 @4xl:grid-cols-2">
        {!isUnstable && !isMixed && constant === null && shaped.runs.length > 0 && (
          <>
            <HistogramChart model={shaped} hidden={hidden} picked={picked} fileName={fileName} />
            <PercentileChart model={shaped} hidden={hidden} fileName={fileName} theory={theory} />
          </>
        )}
        {constant !== null && (
          <p data-state="constant" className="@4xl:col-span-2">
            {formatText(say.words.constant, {
              n: say.count(counted.runs[0]?.sorted.length ?? 0),
              value: say.latency(constant),
            })}
          </p>
        )}
        {counted.runs
          .filter(({ sorted }) => sorted.length > 0 && sorted.length < samplesForShape)
          .map((run) => (
            <p key={run.key} data-state="few" className="text-ink-soft text-sm @4xl:col-span-2">
              {formatText(say.words.fewSamples, {
                run: say.name(run),
                n: run.sorted.length,
                needs: samplesForShape,
              })}
            </p>
          ))}
        <div className="grid min-w-0 content-start gap-2 @4xl:col-span-2">
          <StartTimeChart
            model={whole}
            hidden={hidden}
            fileName={fileName}
            warmUpUs={warmUpUs}
            selection={selected === null ? null : { run: "a", row: selected }}
            region={region}
            onRegion={setRegion}
            onOpen={({ run, row }) => {
              if (run === "a") setSelected(row);
            }}
            opens="table"
          />
        </div>
        {/* While it runs, three charts are what can be drawn without holding up the page. */}
        {!isLive && !hidden.has("a") && runA.distribution !== null && (
          <HeatMapChart
            run={runA}
            unit={whole.unit}
            warmUpUs={warmUpUs}
            region={region}
            onRegion={setRegion}
            isNamed={views.length > 1}
            fileName={fileName}
          />
        )}
        {!isLive && <ConcurrencyChart little={littleOf(view)} warmUpUs={warmUpUs} fileName={fileName} />}
        {region !== null && (
          <div className="min-w-0 @4xl:col-span-2">
            <PickedLoad view={view} run={runA} rows={rowsA} say={say} onClear={() => setRegion(null)} />
          </div>
        )}
        {/* Of calls that succeeded: where none did, neither chart has anything to draw. */}
        {sweep === null && !isLive && bars.length > 0 && (
          <div className="min-w-0 @4xl:col-span-2">
            <PhaseChart bars={bars} fileName={fileName} />
          </div>
        )}
        {byWorkers !== null && !isLive && <ScalingChart model={byWorkers} fileName={fileName} />}
        {other !== undefined && !isLive && !isUnstable && !isMixed && (
          <Comparisons counted={models.counted} fileName={fileName} />
        )}
      </div>
      {!isLive && (
        <LoadCalls loaded={view.loaded} inside={rowsA} selected={selected} onSelect={setSelected} />
      )}
    </div>
  );
}

type SweepChartsProps = {
  readonly view: LoadView;
  readonly sweep: SweepModel;
  readonly fileName: string;
  /** What stands beside the curve. */
  readonly children: ReactNode;
};

/** The curve over the levels, how far its theory may be believed, and how clients scale. */
function SweepCharts({ view, sweep, fileName, children }: SweepChartsProps) {
  const scaling = useMemo(() => scalingByClients(view), [view]);
  const lights = useMemo(
    () => (sweep.theory === null ? [] : sweepLights(view, sweep.theory)),
    [view, sweep.theory],
  );
  return (
    <div className="grid min-w-0 gap-x-6 gap-y-6 @4xl:grid-cols-2">
      <SweepChart model={sweep} fileName={fileName} />
      {children}
      {lights.length > 0 && <TheoryLights lights={lights} />}
      {scaling !== null && <ScalingChart model={scaling} fileName={fileName} />}
    </div>
  );
}

type ComparisonsProps = { readonly counted: LatencyModel; readonly fileName: string };

/** B against A, percentile by percentile and decile by decile. */
function Comparisons({ counted, fileName }: ComparisonsProps) {
  const [a, b] = counted.runs;
  const pairs = useMemo(() => toQuantilePairs(a?.sorted ?? none, b?.sorted ?? none), [a, b]);
  const shifts = useMemo(() => shiftFunction(a?.sorted ?? none, b?.sorted ?? none), [a, b]);
  if (a === undefined || b === undefined) return null;
  return (
    <>
      {Math.min(a.sorted.length, b.sorted.length) >= samplesForShape && (
        <>
          <QuantileChart pairs={pairs} unit={counted.unit} fileName={fileName} />
          <ShiftChart
            shifts={shifts.filter(({ enough }) => enough)}
            unit={counted.unit}
            fileName={fileName}
          />
        </>
      )}
    </>
  );
}

const none = new Float64Array();

function withoutHidden(model: LatencyModel, hidden: ReadonlySet<LegendKey>): LatencyModel {
  return { ...model, runs: model.runs.filter(({ key }) => !hidden.has(key)) };
}

/** Of the selected calls those that the histogram counts. */
function toPicked(dots: readonly Dot[], counted: LatencyModel): Picked {
  const of = (key: "a" | "b") => {
    const rows = new Set(counted.runs.find((run) => run.key === key)?.points.map(({ row }) => row));
    const own = dots.filter(
      ({ run, point }) => run.key === key && point.outcome === "ok" && rows.has(point.row),
    );
    return toSorted(own.map(({ point }) => point.us));
  };
  return { a: of("a"), b: of("b") };
}

/** The one latency of a single run whose calls, two at least, all took the same. */
function constantOf({ runs }: LatencyModel): number | null {
  const distribution = runs.length === 1 ? (runs[0]?.distribution ?? null) : null;
  const isConstant = distribution !== null && distribution.n > 1 && distribution.min === distribution.max;
  return isConstant ? distribution.min : null;
}
