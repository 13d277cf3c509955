/** Chance is passed in, so that the same seed gives the same result. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in [from, to]. */
  whole(from: number, to: number): number;
};

/** A seeded source of chance (mulberry32): quick, good enough for resampling and tests, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, whole: (from, to) => from + Math.floor(next() * (to - from + 1)) };
}
