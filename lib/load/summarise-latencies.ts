import { assert } from "#lib/assert.ts";
import {
  minimumSamples,
  nearestRank,
  rankInterval,
  type Sorted,
  toPercentile,
} from "#lib/statistics/percentiles.ts";
import { countOf, type LatencyBuckets, valueAtRank } from "./latency-buckets.ts";

/** The percentiles of a load test. */
export const loadPercentiles = [0.5, 0.9, 0.95, 0.99, 0.999] as const;

export type LatencyNumbers = {
  readonly n: number;
  readonly meanUs: number;
  readonly minUs: number;
  readonly maxUs: number;
  readonly percentiles: readonly PercentileNumbers[];
  /** From single calls; false: from buckets, 0.1 % wide. */
  readonly exact: boolean;
};

export type PercentileNumbers = {
  readonly p: number;
  readonly valueUs: number;
  /** The 95 % interval by order statistics; absent where the sample is too small on this side. */
  readonly lowerUs?: number;
  readonly upperUs?: number;
  readonly needs: number;
  readonly enough: boolean;
};

/** Of single latencies, µs. Null: there are none. */
export function summariseSorted(sorted: Sorted): LatencyNumbers | null {
  const n = sorted.length;
  if (n === 0) return null;
  const percentiles = loadPercentiles.map((p): PercentileNumbers => {
    const { value, lower, upper, needs, enough } = toPercentile(sorted, p);
    return {
      ...{ p, valueUs: value, needs, enough },
      ...(lower !== null && { lowerUs: lower }),
      ...(upper !== null && { upperUs: upper }),
    };
  });
  const meanUs = sorted.reduce((sum, value) => sum + value, 0) / n;
  return inOrder({ n, meanUs, minUs: sorted[0] ?? 0, maxUs: sorted[n - 1] ?? 0, percentiles, exact: true });
}

/** Of merged buckets. Null: they are empty. */
export function summariseBuckets(buckets: LatencyBuckets): LatencyNumbers | null {
  const n = countOf(buckets);
  if (n === 0) return null;
  const percentiles = loadPercentiles.map((p): PercentileNumbers => {
    const { low, high } = rankInterval(p, n);
    const needs = minimumSamples(p);
    return {
      ...{ p, valueUs: valueAtRank(buckets, nearestRank(p, n)), needs, enough: n >= needs },
      ...(low >= 1 && { lowerUs: valueAtRank(buckets, low) }),
      ...(high <= n && { upperUs: valueAtRank(buckets, high) }),
    };
  });
  const { minUs, maxUs, sumUs } = buckets;
  return inOrder({ n, meanUs: sumUs / n, minUs, maxUs, percentiles, exact: false });
}

/** What a clipped histogram would break: mean ≤ max and p50 ≤ p90 ≤ … ≤ max. */
function inOrder(numbers: LatencyNumbers): LatencyNumbers {
  const { meanUs, maxUs, percentiles } = numbers;
  // A mean is a sum that was divided: of equal values it may come out above them by a rounding.
  assert(meanUs <= maxUs * (1 + 1e-9), "a mean of at most the maximum");
  const values = [...percentiles.map(({ valueUs }) => valueUs), maxUs];
  assert(
    values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0)),
    "percentiles in order, and none above the maximum",
  );
  return numbers;
}
