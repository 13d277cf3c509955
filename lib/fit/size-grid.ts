import type { Random } from "#lib/random.ts";

/** A fit wants sizes over a range of this factor: on less, neighbouring classes look alike. */
export const wantedSpan = 2 ** 10;

/**
 * Whole sizes from `from` to `to`, each larger than the one before by about the same factor, both ends included. Fewer
 * than `count` where a range has not that many whole numbers so placed.
 */
export function geometricSizes(from: number, to: number, count = 11): readonly number[] {
  const ratio = count > 1 ? (to / from) ** (1 / (count - 1)) : 1;
  const sizes = Array.from({ length: count }, (_, index) => Math.round(from * ratio ** index));
  return [...new Set(sizes)];
}

/**
 * Every size `repeats` times in shuffled order (Fisher & Yates): what slows the machine down for a while must not meet
 * one size alone.
 */
export function shuffledSizes(sizes: readonly number[], repeats: number, random: Random): readonly number[] {
  const order = Array.from({ length: repeats }, () => sizes).flat();
  for (let last = order.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}
