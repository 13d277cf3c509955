import { geometricSizes, shuffledSizes } from "#lib/fit/size-grid.ts";
import type { Random } from "#lib/random.ts";
import type { PlannedCall } from "./sweep-program.ts";

/** Sizes of a sweep, geometric: nine are enough for a verdict, eleven let two be lost. */
export const sizeCount = 11;
export const repeats = 7;
/** Rounds before those that count, where there is time: code that is hot only here is compiled in them. */
export const warmRounds = 2;
/** S(n) by the heap is noisier. */
export const heapRepeats = 9;

/** From `from` on, each size twice the one before, up to `to`; each `times` times. */
export function ladder(from: number, to: number, times: number): readonly PlannedCall[] {
  const sizes: number[] = [];
  for (let n = from; n < to; n *= 2) sizes.push(n);
  return [...sizes, to].flatMap((n) => Array.from({ length: times }, () => ({ n })));
}

/**
 * `rounds` times every size, shuffled anew in each round: what slows the machine down for a while does not meet one size
 * alone, and when time runs out every size has nearly the same number of repeats.
 */
export function shuffledRounds(
  sizes: readonly number[],
  rounds: number,
  random: Random,
): readonly PlannedCall[] {
  return Array.from({ length: rounds }, () => shuffledSizes(sizes, 1, random))
    .flat()
    .map((n) => ({ n }));
}

/** The sizes of a sweep over [from, to]. */
export function sweepSizes(from: number, to: number): readonly number[] {
  return geometricSizes(from, to, sizeCount);
}

/** Sizes beyond `to`, up to `limit`: two more steps of the same grid. Empty at the limit. */
export function largerSizes(from: number, to: number, limit: number): readonly number[] {
  const ratio = (to / from) ** (1 / (sizeCount - 1));
  return [1, 2].map((step) => Math.round(to * ratio ** step)).filter((n) => n > to && n <= limit);
}

/** What one round over the sizes will cost, µs, from the cost of those that are known: in proportion to the nearest. */
export function roundCost(sizes: readonly number[], known: ReadonlyMap<number, number>): number {
  const all = [...known].sort(([a], [b]) => a - b);
  const steepness = steepnessOf(all);
  return sizes.reduce((sum, n) => {
    const near = all.find(([size]) => size >= n) ?? all.at(-1);
    if (near === undefined) return sum;
    const [size, cost] = near;
    return sum + cost * Math.max(1, n / size) ** steepness;
  }, 0);
}

/** Beyond what is known at least the worst is expected that most handlers do, and more where the last sizes grew faster. */
const usualSteepness = 2;

/** The exponent between the two largest sizes. */
function steepnessOf(ascending: readonly (readonly [n: number, cost: number])[]): number {
  const [before, last] = ascending.slice(-2);
  if (before === undefined || last === undefined || before[1] <= 0) return usualSteepness;
  return Math.max(usualSteepness, Math.log(last[1] / before[1]) / Math.log(last[0] / before[0]));
}
