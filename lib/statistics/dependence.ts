import type { LatencyPoint } from "./latency-series.ts";

/** Fewer pairs than this show chance. */
const leastPoints = 20;
/** Weaker than this, an interval is off by less than its own uncertainty. */
const leastCorrelation = 0.3;

/**
 * How alike calls that start one after another are: the rank correlation (Spearman) of each call with the next. Calls
 * that share a queue or a pause are alike, and every interval that takes them for independent is too narrow. Null when
 * nothing of the kind shows.
 */
export function neighbourCorrelation(points: readonly LatencyPoint[]): number | null {
  const n = points.length;
  if (n < leastPoints) return null;
  const byStart = [...points].sort((a, b) => a.startUs - b.startUs || a.row - b.row);
  const ranks = toRanks(byStart.map(({ us }) => us));
  const r = correlation(ranks.slice(0, -1), ranks.slice(1));
  // Independent calls stay below 3 / √n in 999 of 1,000 runs.
  return r >= leastCorrelation && r * Math.sqrt(n) >= 3 ? r : null;
}

/** Ranks from 1; equal values share the middle of theirs. */
function toRanks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end++;
    for (let place = first; place < end; place++) ranks[order[place] ?? 0] = (first + end + 1) / 2;
    first = end;
  }
  return ranks;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  a.forEach((value, index) => {
    const da = value - meanA;
    const db = (b[index] ?? 0) - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
