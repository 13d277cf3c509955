import type { Sorted } from "./percentiles.ts";

/** How many values lie in [fromUs, toUs). */
export type Bar = { readonly fromUs: number; readonly toUs: number; readonly count: number };

export type Histogram = {
  readonly bars: readonly Bar[];
  /** Values outside the edges: counted, never clipped. */
  readonly below: number;
  readonly above: number;
};

/**
 * Edges of logarithmic buckets that cover [minUs, maxUs], whole µs. Every 1, 2 and 5 of a decade is an edge; between
 * them the buckets widen by an equal ratio, so that all are equally wide on a logarithmic axis. The finest cut that
 * needs no more than `maxBars` buckets is taken.
 *
 *   1 ──────── 2 ─────────── 5 ──────── 10
 *   3 buckets    4 buckets     3 buckets     the cut of 10 a decade: 1.26, 1.59, 2, 2.51, 3.16, 3.98, 5 …
 */
export function logEdges(minUs: number, maxUs: number, maxBars: number): readonly number[] {
  const from = Math.max(1, Math.floor(minUs));
  const to = Math.max(from, maxUs);
  let best: readonly number[] | null = null;
  for (const cut of cuts) best = cutEdges(from, to, cut, maxBars) ?? best;
  return best ?? cutEdges(from, to, coarsest, Number.POSITIVE_INFINITY) ?? [from, from + 1];
}

/** Edges of equally wide buckets in steps of 1, 2 or 5, as fine as `maxBars` allows, from 0 or from below `minUs`. */
export function linearEdges(minUs: number, maxUs: number, maxBars: number): readonly number[] {
  const to = Math.max(minUs + 1, maxUs);
  for (let decade = 1; ; decade *= 10) {
    for (const mantissa of [1, 2, 5]) {
      const step = decade * mantissa;
      const first = Math.floor(minUs / step);
      const bars = Math.floor(to / step) + 1 - first;
      if (bars <= maxBars) return Array.from({ length: bars + 1 }, (_, index) => (first + index) * step);
    }
  }
}

/** Counts every value in exactly one place. */
export function toHistogram(sorted: Sorted, edges: readonly number[]): Histogram {
  const bars: Bar[] = [];
  const below = countBelow(sorted, edges[0] ?? 0);
  let counted = below;
  for (let bar = 1; bar < edges.length; bar++) {
    const toUs = edges[bar] ?? 0;
    const until = countBelow(sorted, toUs);
    bars.push({ fromUs: edges[bar - 1] ?? 0, toUs, count: until - counted });
    counted = until;
  }
  return { bars, below, above: sorted.length - counted };
}

/** Buckets in [1, 2), [2, 5) and [5, 10). */
type Cut = readonly [number, number, number];

const thirds = [
  { start: 1, ratio: 2 },
  { start: 2, ratio: 2.5 },
  { start: 5, ratio: 2 },
] as const;
const coarsest: Cut = [1, 1, 1];
/** From coarse to fine; the finest parts values that differ by a few millionths. */
const cuts: readonly Cut[] = [
  coarsest,
  ...Array.from({ length: 17 }, (_, n): Cut => [3 * 2 ** n, 4 * 2 ** n, 3 * 2 ** n]),
];

/** Null when it takes more than `maxBars` buckets, or buckets thinner than a microsecond. */
function cutEdges(from: number, to: number, cut: Cut, maxBars: number): readonly number[] | null {
  let index = placeOf(from, cut);
  const edges = [edgeAt(index, cut)];
  for (let last = edges[0] ?? 0; last <= to; ) {
    const edge = edgeAt(++index, cut);
    if (edge === last || edges.length > maxBars) return null;
    edges.push(edge);
    last = edge;
  }
  return edges;
}

/** Number of the bucket that holds a value, counted from 1 µs on. */
function placeOf(us: number, cut: Cut): number {
  const decade = Math.floor(Math.log10(us) + 1e-12);
  const mantissa = us / 10 ** decade;
  const third = mantissa < 2 ? 0 : mantissa < 5 ? 1 : 2;
  const { start, ratio } = thirds[third];
  const share = Math.log(mantissa / start) / Math.log(ratio);
  return decade * bucketsBefore(cut, 3) + bucketsBefore(cut, third) + Math.floor(share * cut[third] + 1e-9);
}

/** The lower edge of a bucket, whole µs. */
function edgeAt(index: number, cut: Cut): number {
  const perDecade = bucketsBefore(cut, 3);
  const decade = Math.floor(index / perDecade);
  const inDecade = index - decade * perDecade;
  const third = inDecade < cut[0] ? 0 : inDecade < cut[0] + cut[1] ? 1 : 2;
  const { start, ratio } = thirds[third];
  const share = (inDecade - bucketsBefore(cut, third)) / cut[third];
  return Math.round(10 ** decade * start * ratio ** share);
}

function bucketsBefore(cut: Cut, third: number): number {
  return cut.slice(0, third).reduce((sum, buckets) => sum + buckets, 0);
}

function countBelow(sorted: Sorted, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
