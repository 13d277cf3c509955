import { linearEdges, logEdges, toHistogram } from "#lib/statistics/histogram.ts";
import type { Sorted } from "#lib/statistics/percentiles.ts";
import { type ApartOutcome, apartOutcomes } from "./apart-outcomes.ts";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { SeriesKey } from "./series-style.ts";

export type HistogramScale = "log" | "linear";

/** One bucket of latency and how many calls each run has in it. */
export type HistogramPlace = {
  readonly fromUs: number;
  readonly toUs: number;
  /** Where its bar stands on the axis. */
  readonly left: number;
  readonly right: number;
  readonly middleUs: number;
  /** What lies below one step of the clock, beside an axis that has no zero. */
  readonly isGutter: boolean;
  readonly counts: Readonly<Partial<Record<SeriesKey, number>>>;
  readonly apart: Readonly<Partial<Record<SeriesKey, Readonly<Record<ApartOutcome, number>>>>>;
  /** Of `counts`, the calls that are selected in another chart. */
  readonly picked: Readonly<Partial<Record<SeriesKey, number>>>;
};

export type HistogramModel = {
  readonly places: readonly HistogramPlace[];
  readonly domain: readonly [number, number];
  readonly scale: HistogramScale;
};

export type Picked = Readonly<Partial<Record<SeriesKey, Sorted>>>;

/** The most a chart can show; more than about 3 · √n only draw the gaps between single calls. */
const maxBars = 120;

/** All calls of all runs over the same buckets: each call lies in exactly one place. */
export function toHistogramModel(
  { runs }: Pick<LatencyModel, "runs">,
  scale: HistogramScale,
  picked: Picked = {},
): HistogramModel {
  const edges = toEdges(runs, scale);
  const drawn = runs.map((run) => ({
    key: run.key,
    ...toHistogram(run.sorted, edges),
    apart: apartOutcomes.map((outcome) => ({ outcome, ...toHistogram(run.apart[outcome], edges) })),
    picked: toHistogram(picked[run.key] ?? new Float64Array(), edges),
  }));
  const places = edges.slice(1).map((toUs, index): HistogramPlace => {
    const fromUs = edges[index] ?? 0;
    return {
      ...{ fromUs, toUs, left: fromUs, right: toUs, isGutter: false },
      middleUs: scale === "log" ? Math.sqrt(fromUs * toUs) : (fromUs + toUs) / 2,
      counts: byRun(drawn, ({ bars }) => bars[index]?.count ?? 0),
      apart: byRun(drawn, ({ apart }) => byOutcome(apart, ({ bars }) => bars[index]?.count ?? 0)),
      picked: byRun(drawn, (each) => each.picked.bars[index]?.count ?? 0),
    };
  });
  const [from, to] = [edges[0] ?? 1, edges[edges.length - 1] ?? 10];
  const hasGutter = drawn.some(({ below, apart }) => below > 0 || apart.some((each) => each.below > 0));
  if (!hasGutter) return { places, domain: [from, to], scale };
  const air = (to / from) ** 0.05;
  const [left, right] = [from / air ** 1.8, from / air ** 0.8];
  const gutter: HistogramPlace = {
    ...{ fromUs: 0, toUs: from, left, right, middleUs: Math.sqrt(left * right), isGutter: true },
    counts: byRun(drawn, ({ below }) => below),
    apart: byRun(drawn, ({ apart }) => byOutcome(apart, ({ below }) => below)),
    picked: byRun(drawn, (each) => each.picked.below),
  };
  return { places: [gutter, ...places], domain: [from / air ** 2.2, to], scale };
}

function toEdges(runs: readonly RunLatency[], scale: HistogramScale): readonly number[] {
  const all = runs.flatMap(({ sorted, apart }) => [sorted, ...apartOutcomes.map((each) => apart[each])]);
  const filled = all.filter(({ length }) => length > 0);
  if (filled.length === 0) return [];
  const least = Math.min(...filled.map((sorted) => sorted[0] ?? 0));
  const max = Math.max(...filled.map((sorted) => sorted[sorted.length - 1] ?? 0));
  const bars = Math.min(
    maxBars,
    Math.max(16, Math.ceil(3 * Math.sqrt(Math.max(...filled.map(({ length }) => length))))),
  );
  if (scale === "linear") return linearEdges(least, max, bars);
  // A logarithmic axis has no zero: what is below one step of the clock is counted beside it.
  const min = Math.max(1, least, ...runs.map(({ stepUs }) => stepUs));
  return logEdges(min, Math.max(min, max), bars);
}

function byRun<Each extends { readonly key: SeriesKey }, Value>(
  runs: readonly Each[],
  value: (run: Each) => Value,
): Partial<Record<SeriesKey, Value>> {
  return Object.fromEntries(runs.map((run) => [run.key, value(run)])) as Partial<Record<SeriesKey, Value>>;
}

function byOutcome<Each extends { readonly outcome: ApartOutcome }>(
  series: readonly Each[],
  count: (each: Each) => number,
): Record<ApartOutcome, number> {
  return Object.fromEntries(series.map((each) => [each.outcome, count(each)])) as Record<
    ApartOutcome,
    number
  >;
}

/** Highest bar upwards and downwards, at least one upwards. */
export function tallest(places: readonly HistogramPlace[]): { readonly up: number; readonly down: number } {
  const most = (values: readonly number[]) => values.reduce((max, value) => Math.max(max, value), 0);
  return {
    up: Math.max(1, most(places.flatMap(({ counts }) => [counts.a ?? 0, counts.b ?? 0]))),
    down: most(places.flatMap(({ apart }) => [apartSum(apart.a), apartSum(apart.b)])),
  };
}

export function apartSum(counts: Readonly<Record<ApartOutcome, number>> | undefined): number {
  return counts === undefined ? 0 : apartOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}
