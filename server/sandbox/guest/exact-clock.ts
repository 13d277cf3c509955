import { readThreadMs } from "./turn-clock.ts";

/** Processor time of single turns to a few µs, for about half a millisecond of waiting each. */
export type ExactClock = {
  begin(): void;
  /** Since `begin`, ms. */
  spentMs(): number;
};

/** Long enough for the kernel to take the thread off its core. */
const settleMs = 0.02;

/**
 * The kernel adds up a thread's time when a tick comes or the thread leaves its core, so that between two ticks, milliseconds
 * apart, its word (getrusage) stands still. A thread that leaves before it asks is told the truth. What leaving and asking
 * itself costs is measured once and taken off.
 */
export function createExactClock(readCpuMs: () => number = readThreadMs): ExactClock {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const settled = () => {
    Atomics.wait(cell, 0, 0, settleMs);
    return readCpuMs();
  };
  let beganMs = 0;
  let ownMs: number | null = null;
  const begin = () => {
    ownMs ??= Math.min(...Array.from({ length: 8 }, () => -settled() + settled()));
    beganMs = settled();
  };
  return { begin, spentMs: () => Math.max(0, settled() - beganMs - (ownMs ?? 0)) };
}
