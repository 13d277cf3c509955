import { nearestRank } from "#lib/statistics/percentiles.ts";

/**
 * A histogram as it travels: non-empty buckets, ascending, each from `lowUs` to `highUs` inclusive, whole µs. Values above
 * what buckets cover are in `overflow` alone; `minUs`, `maxUs` and `sumUs` are exact over all of them.
 */
export type LatencyBuckets = {
  readonly lowUs: readonly number[];
  readonly highUs: readonly number[];
  readonly count: readonly number[];
  readonly overflow: number;
  readonly minUs: number;
  readonly maxUs: number;
  readonly sumUs: number;
};

export const noLatencies: LatencyBuckets = {
  ...{ lowUs: [], highUs: [], count: [] },
  ...{ overflow: 0, minUs: Number.POSITIVE_INFINITY, maxUs: 0, sumUs: 0 },
};

/** Every value, those in overflow included. */
export function countOf({ count, overflow }: LatencyBuckets): number {
  return count.reduce((sum, each) => sum + each, overflow);
}

/** Adds counts, bucket by bucket: the merge of the parts is the whole, exactly. Both were cut alike. */
export function mergeBuckets(parts: Iterable<LatencyBuckets>): LatencyBuckets {
  const buckets = new Map<number, { high: number; count: number }>();
  let overflow = 0;
  let minUs = Number.POSITIVE_INFINITY;
  let maxUs = 0;
  let sumUs = 0;
  for (const part of parts) {
    overflow += part.overflow;
    sumUs += part.sumUs;
    if (countOf(part) === 0) continue;
    minUs = Math.min(minUs, part.minUs);
    maxUs = Math.max(maxUs, part.maxUs);
    part.lowUs.forEach((low, at) => {
      const count = part.count[at] ?? 0;
      const known = buckets.get(low);
      if (known === undefined) buckets.set(low, { high: part.highUs[at] ?? low, count });
      else known.count += count;
    });
  }
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  return {
    lowUs: sorted.map(([low]) => low),
    highUs: sorted.map(([, { high }]) => high),
    count: sorted.map(([, { count }]) => count),
    ...{ overflow, minUs, maxUs, sumUs },
  };
}

/**
 * The value at a rank (from 1): the upper edge of its bucket, and never above the largest value there was. A rank among
 * those in overflow has the largest value itself: an upper bound of it. NaN without values.
 */
export function valueAtRank(buckets: LatencyBuckets, rank: number): number {
  let seen = 0;
  for (const [at, count] of buckets.count.entries()) {
    seen += count;
    if (seen >= rank) return Math.min(buckets.highUs[at] ?? Number.NaN, buckets.maxUs);
  }
  return buckets.overflow > 0 ? buckets.maxUs : Number.NaN;
}

/** Nearest rank over merged buckets. Percentiles themselves are never merged. */
export function percentileOf(buckets: LatencyBuckets, p: number): number {
  return valueAtRank(buckets, nearestRank(p, countOf(buckets)));
}

/** How many values are above a limit: those of whole buckets above it, and the overflow. */
export function countAbove(buckets: LatencyBuckets, limitUs: number): number {
  return buckets.count.reduce(
    (sum, count, at) => ((buckets.lowUs[at] ?? 0) > limitUs ? sum + count : sum),
    buckets.overflow,
  );
}
