/**
 * Spearman's rank correlation of two lists of equal length: 1 when they rise together, −1 when one falls as the other
 * rises, 0 when one of them is constant. Equal values share the middle of their ranks.
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  return correlation(toRanks(a), toRanks(b));
}

/** Ranks from 1; equal values share the middle of theirs. */
export function toRanks(values: readonly number[]): readonly number[] {
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

/** Pearson's correlation of two lists of equal length; 0 when one of them is constant. */
export function correlation(a: readonly number[], b: readonly number[]): number {
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
