/** The worker's clock, in integer µs since the run's zero (never the wall clock). */
export type RunClock = {
  now(): number;
  /** From a time of `performance`, in ms. Negative before the run. */
  toUs(ms: number): number;
  /** Wall time of zero, ms since 1970. */
  readonly zeroUnixMs: number;
};

export function startRunClock(): RunClock {
  const zero = performance.now();
  const toUs = (ms: number) => Math.round((ms - zero) * 1000);
  return { now: () => Math.max(0, toUs(performance.now())), toUs, zeroUnixMs: performance.timeOrigin + zero };
}
