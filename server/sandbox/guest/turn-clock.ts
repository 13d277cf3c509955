/** What turns take of the processor, for next to nothing a turn. */
export type TurnClock = {
  /** Processor time of the turn that took `tookMs` until `nowMs` on the wall; ms, and never more than `tookMs`. */
  spentMs(tookMs: number, nowMs: number): number;
};

/** A turn that is shorter counts as it took: the kernel's word costs 1 µs, as much as a tenth of a small call's turn. */
const shortMs = 1;
/** So old may the kernel's last word be. What it says since then and no turn has counted is the most to be wrong by. */
const freshMs = 10;

/**
 * A long turn counts as much of the processor as its thread got: on a busy machine it takes longer on the wall, and that
 * is not its fault. `readCpuMs` says what the thread has used so far.
 */
export function createTurnClock(readCpuMs: () => number = readThreadMs): TurnClock {
  let lastCpuMs = readCpuMs();
  let lastMs = Number.NEGATIVE_INFINITY;
  /** Counted since then. */
  let countedMs = 0;
  return {
    spentMs(tookMs, nowMs) {
      const short = tookMs < shortMs;
      if (short && nowMs - lastMs < freshMs) {
        countedMs += tookMs;
        return tookMs;
      }
      const cpuMs = readCpuMs();
      const uncountedMs = cpuMs - lastCpuMs - countedMs;
      lastCpuMs = cpuMs;
      lastMs = nowMs;
      countedMs = 0;
      return short ? tookMs : Math.min(tookMs, Math.max(0, uncountedMs));
    },
  };
}

/** What this thread has used so far, ms, as of the last tick. Before Node 23.9 there is only the process's own time, which counts helping threads too. */
export function readThreadMs(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}
