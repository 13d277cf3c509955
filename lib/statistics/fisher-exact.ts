import { logFactorial } from "./binomial.ts";

/**
 * Fisher's exact test of a table of counts, two-sided: how likely a table with these sums is that is no more likely than
 * the one seen, if belonging to a row has nothing to do with the column.
 *
 *              hit   no hit
 *   inside      a      b
 *   outside     c      d
 */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const [inside, hits, all] = [a + b, a + c, a + b + c + d];
  const from = Math.max(0, inside + hits - all);
  const to = Math.min(inside, hits);
  const logChance = (k: number) =>
    logChoose(hits, k) + logChoose(all - hits, inside - k) - logChoose(all, inside);
  // Equal chances differ in their last digits.
  const seen = logChance(a) + 1e-7;
  let p = 0;
  for (let k = from; k <= to; k++) {
    const chance = logChance(k);
    if (chance <= seen) p += Math.exp(chance);
  }
  return Math.min(1, p);
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
