import { toHistogram } from "#lib/statistics/histogram.ts";
import type { LatencyModel } from "./latency-model.ts";
import type { SeriesKey } from "./series-style.ts";

/** One bucket of latency and how many calls each run has in it. */
export type HistogramPlace = {
  readonly fromUs: number;
  readonly toUs: number;
  /** Its middle on a logarithmic axis. */
  readonly middleUs: number;
  readonly counts: Readonly<Partial<Record<SeriesKey, number>>>;
};

export function toHistogramPlaces({ runs, edges }: LatencyModel): readonly HistogramPlace[] {
  const drawn = runs.map(({ key, sorted }) => ({ key, ...toHistogram(sorted, edges) }));
  return (drawn[0]?.bars ?? []).map(({ fromUs, toUs }, index) => ({
    fromUs,
    toUs,
    middleUs: Math.sqrt(fromUs * toUs),
    counts: Object.fromEntries(drawn.map(({ key, bars }) => [key, bars[index]?.count ?? 0])),
  }));
}
