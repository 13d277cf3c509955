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
 * Edges of log-linear buckets that cover [minUs, maxUs], whole µs, aligned to 1-2-5. Each third of a decade is cut
 * into equal steps; the finest cut that needs no more than `maxBars` buckets is taken.
 *
 *   1 ─── 2 ────────── 5 ────────────── 10
 *    0.1      0.2             0.5            a cut of 35 bars a decade
 */
export function logEdges(minUs: number, maxUs: number, maxBars: number): readonly number[] {
  const from = Math.max(1, Math.floor(minUs));
  const to = Math.max(from, maxUs);
  let best = cutEdges(from, to, coarsest, Number.POSITIVE_INFINITY) ?? [from, from + 1];
  for (const cut of cuts) best = cutEdges(from, to, cut, maxBars) ?? best;
  return best;
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

/** Width of a bucket in [1, 2), [2, 5) and [5, 10), relative to the decade. */
type Cut = readonly [number, number, number];

const coarsest: Cut = [1, 3, 5];
const threeCuts: readonly Cut[] = [
  [0.5, 1, 2.5],
  [0.2, 0.5, 1],
  [0.1, 0.2, 0.5],
];
/** From coarse to fine, each group ten times finer than the one before; the last has steps of 1 µs in 1 s. */
const cuts: readonly Cut[] = [1, 10, 100, 1_000, 10_000].flatMap((finer) =>
  threeCuts.map(([a, b, c]): Cut => [a / finer, b / finer, c / finer]),
);

/** Null when it takes more than `maxBars` buckets, or buckets thinner than a microsecond. */
function cutEdges(from: number, to: number, cut: Cut, maxBars: number): readonly number[] | null {
  const edges = [edgeBelow(from, cut)];
  for (;;) {
    const last = edges[edges.length - 1] ?? 0;
    if (last > to) return edges;
    if (edges.length > maxBars) return null;
    const width = widthAt(last, cut);
    if (width < 1) return null;
    edges.push(Math.round(last + width));
  }
}

function edgeBelow(us: number, cut: Cut): number {
  const { start } = thirdOf(us);
  const width = widthAt(us, cut);
  return width < 1 ? us : Math.round(start + Math.floor((us - start) / width + 1e-9) * width);
}

function widthAt(us: number, cut: Cut): number {
  const { third, decade } = thirdOf(us);
  return (cut[third] ?? 1) * decade;
}

function thirdOf(us: number): { readonly third: 0 | 1 | 2; readonly start: number; readonly decade: number } {
  const decade = 10 ** Math.floor(Math.log10(us) + 1e-12);
  const mantissa = us / decade + 1e-9;
  if (mantissa < 2) return { third: 0, start: decade, decade };
  return mantissa < 5 ? { third: 1, start: 2 * decade, decade } : { third: 2, start: 5 * decade, decade };
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
