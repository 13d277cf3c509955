import type { RunRecord } from "#lib/record/run-record.ts";
import { logEdges } from "#lib/statistics/histogram.ts";
import {
  type LatencyPoint,
  type LatencySeries,
  latenciesOf,
  toLatencySeries,
} from "#lib/statistics/latency-series.ts";
import { type Distribution, type Sorted, toDistribution } from "#lib/statistics/percentiles.ts";
import { type DurationUnit, durationUnit } from "#lib/timeline/format-duration.ts";
import type { SeriesKey } from "./series-style.ts";

/** One run as the charts see it. */
export type RunLatency = {
  readonly key: SeriesKey;
  readonly title: string;
  readonly series: LatencySeries;
  /** Calls that are drawn one by one. Shed ones are a rate, not a latency. */
  readonly points: readonly LatencyPoint[];
  readonly sorted: Sorted;
  /** Null: no call succeeded. */
  readonly distribution: Distribution | null;
  /** Step of the client's clock, µs. */
  readonly stepUs: number;
};

/** Everything that all charts of a view share: the runs, one unit, one range of latencies. */
export type LatencyModel = {
  readonly runs: readonly RunLatency[];
  readonly unit: DurationUnit;
  /** Edges of the histogram's bars, µs, for all runs. */
  readonly edges: readonly number[];
  /** Range of every latency axis, µs, above 0. */
  readonly range: readonly [number, number];
  readonly hasTimeouts: boolean;
};

/** Below this a histogram or a curve would show chance, not shape: only single calls are drawn. */
export const samplesForShape = 20;
const maxBars = 120;

export function toLatencyModel(
  records: readonly RunRecord[],
  timeouts: "without" | "atLeastDeadline",
): LatencyModel {
  const runs = records.map((record, index) => toRunLatency(record, index === 0 ? "a" : "b", timeouts));
  const shown = runs.flatMap(({ distribution }) => (distribution === null ? [] : [distribution]));
  const all = runs.flatMap(({ points }) => points.map(({ us }) => us));
  return {
    runs,
    unit: durationUnit(shown[0]?.percentiles[0]?.value ?? all[0] ?? 0),
    edges: toEdges(runs, shown),
    range: toRange(all),
    hasTimeouts: runs.some(({ series }) => series.counts.timeout > 0),
  };
}

function toRunLatency(
  record: RunRecord,
  key: SeriesKey,
  timeouts: "without" | "atLeastDeadline",
): RunLatency {
  const series = toLatencySeries(record);
  const sorted = latenciesOf(series, timeouts);
  return {
    key,
    title: record.header.title || record.header.experiment,
    series,
    points: series.points.filter(({ outcome, us }) => outcome !== "shed" && us > 0),
    sorted,
    distribution: toDistribution(sorted),
    stepUs: record.header.clock.stepUs,
  };
}

function toEdges(runs: readonly RunLatency[], shown: readonly Distribution[]): readonly number[] {
  if (shown.length === 0) return [];
  // A logarithmic axis has no zero: what is below one step of the clock is counted beside it.
  const floorUs = Math.max(1, ...runs.map(({ stepUs }) => stepUs));
  const min = Math.max(floorUs, Math.min(...shown.map((each) => each.min)));
  const max = Math.max(min, ...shown.map((each) => each.max));
  const most = Math.max(...shown.map(({ n }) => n));
  // More bars than about 3 · √n only draw the gaps between single calls.
  return logEdges(min, max, Math.min(maxBars, Math.max(16, Math.ceil(3 * Math.sqrt(most)))));
}

/** Some air at both ends; one value alone gets a tenth on each side. */
function toRange(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [1, 10];
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const us of values) {
    min = Math.min(min, us);
    max = Math.max(max, us);
  }
  const air = Math.max(1.1, (max / min) ** 0.06);
  return [min / air, max * air];
}
