import { attemptFlags } from "#lib/record/attempt-table.ts";
import type { RunMark, RunRecord } from "#lib/record/run-record.ts";
import { neighbourCorrelation } from "#lib/statistics/dependence.ts";
import {
  type LatencyPoint,
  type LatencySeries,
  latenciesOf,
  toLatencySeries,
} from "#lib/statistics/latency-series.ts";
import { type Lateness, readLateness } from "#lib/statistics/lateness.ts";
import { type Distribution, type Sorted, toDistribution, toSorted } from "#lib/statistics/percentiles.ts";
import { type DurationUnit, durationUnit } from "#lib/timeline/format-duration.ts";
import type { ApartOutcome } from "./apart-outcomes.ts";
import type { SeriesKey } from "./series-style.ts";

/** One run as the charts see it. */
export type RunLatency = {
  readonly key: SeriesKey;
  readonly record: RunRecord;
  readonly title: string;
  readonly series: LatencySeries;
  /** Calls that are drawn one by one. */
  readonly points: readonly LatencyPoint[];
  readonly sorted: Sorted;
  /** Null: no call succeeded. */
  readonly distribution: Distribution | null;
  /** Latencies of what did not succeed, never mixed into `sorted`. */
  readonly apart: Readonly<Record<ApartOutcome, Sorted>>;
  /** The client sent calls later than they should have started; null: it kept up. */
  readonly lateness: Lateness | null;
  /** Latencies of the same calls from their actual send; null when that is the same. */
  readonly fromSend: Sorted | null;
  /** Rank correlation of neighbouring calls where intervals suffer from it. */
  readonly alike: number | null;
  /** Step of the client's clock, µs. */
  readonly stepUs: number;
  /** The median is not even five steps of the clock. */
  readonly isCoarse: boolean;
  readonly marks: readonly RunMark[];
};

/** Everything that all charts of a view share: the runs, one unit, one range of latencies. */
export type LatencyModel = {
  readonly runs: readonly RunLatency[];
  readonly unit: DurationUnit;
  /** Range of every latency axis, µs, above 0. */
  readonly range: readonly [number, number];
  readonly hasTimeouts: boolean;
  /** Every method that was called, by others than handlers. */
  readonly methods: readonly string[];
};

export type LatencyChoice = {
  readonly timeouts: "without" | "atLeastDeadline";
  /** Only calls of this method; null: all. */
  readonly method: string | null;
  /** Of each record, only these rows; null: all. */
  readonly inside?: readonly (ReadonlySet<number> | null)[];
};

/** Below this a histogram or a curve would show chance, not shape: only single calls are drawn. */
export const samplesForShape = 20;
/** A difference of two stamps below this many steps of the clock is noise. */
export const stepsToTell = 5;

export function toLatencyModel(
  records: readonly RunRecord[],
  choice: LatencyChoice = { timeouts: "without", method: null },
): LatencyModel {
  const runs = records.map((record, index) =>
    toRunLatency(record, index === 0 ? "a" : "b", choice, choice.inside?.[index] ?? null),
  );
  const first = runs.find(({ distribution }) => distribution !== null)?.distribution ?? null;
  const all = runs.flatMap(({ points }) => points.map(({ us }) => us));
  return {
    runs,
    unit: durationUnit(first?.percentiles[0]?.value ?? all[0] ?? 0),
    range: toRange(all),
    hasTimeouts: runs.some(({ series }) => series.counts.timeout > 0),
    methods: [...new Set(records.flatMap(calledMethods))],
  };
}

/** In the order of the record; what handlers asked of each other is part of the calls that are counted. */
function calledMethods({ attempts, header }: RunRecord): readonly string[] {
  const called = new Set<number>();
  for (let row = 0; row < attempts.length; row++) {
    if (((attempts.flags[row] ?? 0) & attemptFlags.nested) === 0) called.add(attempts.method[row] ?? 0);
  }
  return header.methods.filter((_, method) => called.has(method));
}

function toRunLatency(
  record: RunRecord,
  key: SeriesKey,
  { timeouts, method }: LatencyChoice,
  inside: ReadonlySet<number> | null,
): RunLatency {
  const series = toLatencySeries(record, method, inside);
  const sorted = latenciesOf(series, timeouts);
  const { stepUs } = record.header.clock;
  const answered = series.points.filter(({ outcome }) => outcome === "ok");
  const lateness = readLateness(answered);
  const distribution = toDistribution(sorted);
  return {
    key,
    record,
    title: record.header.title || record.header.experiment,
    series,
    points: series.points.filter(({ outcome, us }) => outcome !== "shed" && us > 0),
    sorted,
    distribution,
    apart: apartOf(series, timeouts),
    lateness,
    fromSend: lateness === null ? null : toSorted(answered.map(({ us, lateUs }) => us - (lateUs ?? 0))),
    alike: neighbourCorrelation(answered),
    stepUs,
    isCoarse: distribution !== null && (distribution.percentiles[0]?.value ?? 0) < stepsToTell * stepUs,
    marks: record.header.marks,
  };
}

function apartOf(
  { points }: LatencySeries,
  timeouts: LatencyChoice["timeouts"],
): Readonly<Record<ApartOutcome, Sorted>> {
  const of = (wanted: ApartOutcome) =>
    toSorted(points.filter(({ outcome }) => outcome === wanted).map(({ us }) => us));
  return {
    failed: of("failed"),
    timeout: timeouts === "atLeastDeadline" ? toSorted([]) : of("timeout"),
    cancelled: of("cancelled"),
  };
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
