import type { Limits } from "#lib/limits.ts";
import { createUsageReader, type Usage } from "./process-usage.ts";
import type { Stop } from "./sandbox.ts";

/** Watches one runner from outside, by what the kernel says and by whether it answers. */
export type Watchdog = {
  /** Every `watchMs`; a Stop when a limit is broken. */
  look(nowMs: number): Stop | null;
  /** The runner said something. */
  heard(): void;
  /** Bytes of memory at the last look. */
  memory(): number;
  close(): void;
};

export const watchMs = 100;
/** An idle runner is asked this often, a silent one is given this long beyond a turn. */
const pingEveryMs = 500;
const graceMs = 1500;
/** So much longer may a runner be silent that got no processor: the machine is overloaded, not the runner stuck. */
const starvedFactor = 4;

type Parts = {
  readonly pid: number;
  readonly limits: Limits;
  readonly ping: () => void;
  readonly nowMs: number;
};

export function createWatchdog({ pid, limits, ping, nowMs: bornMs }: Parts): Watchdog {
  const reader = createUsageReader(pid);
  let last: Usage = reader.read() ?? { cpuMs: 0, privateBytes: 0, runnable: false };
  let tokensMs: number = limits.cpuBurstMs;
  let lastLookMs = bornMs;
  let pingedMs: number | null = null;
  let pingedCpuMs = 0;
  let lastPingMs = bornMs;

  const spend = (usage: Usage, nowMs: number): boolean => {
    const refill = (nowMs - lastLookMs) * limits.cpuSustainedShare;
    tokensMs = Math.min(tokensMs + refill, limits.cpuBurstMs) - (usage.cpuMs - last.cpuMs);
    return tokensMs >= 0;
  };
  const answers = (usage: Usage, nowMs: number): boolean => {
    if (pingedMs === null) {
      if (nowMs - lastPingMs < pingEveryMs) return true;
      pingedMs = nowMs;
      lastPingMs = nowMs;
      pingedCpuMs = usage.cpuMs;
      ping();
      return true;
    }
    const allowedMs = limits.turnMs + graceMs;
    const silentMs = nowMs - pingedMs;
    const starved = usage.runnable && usage.cpuMs - pingedCpuMs < limits.turnMs / 2;
    return silentMs <= (starved ? allowedMs * starvedFactor : allowedMs);
  };

  return {
    look(nowMs) {
      const usage = reader.read() ?? last;
      const affordable = spend(usage, nowMs);
      const alive = answers(usage, nowMs);
      last = usage;
      lastLookMs = nowMs;
      if (usage.privateBytes > limits.processMemoryMb * 1024 * 1024) {
        return { reason: "memoryLimit", limit: "processMemoryMb", limitValue: limits.processMemoryMb };
      }
      // V8 may hang instead of ending when its heap is full.
      if (!alive && usage.privateBytes > limits.memoryMb * 1024 * 1024) {
        return { reason: "memoryLimit", limit: "memoryMb", limitValue: limits.memoryMb };
      }
      if (!alive) return { reason: "timeLimit", limit: "turnMs", limitValue: limits.turnMs };
      if (!affordable) return { reason: "cpuLimit", limit: "cpuBurstMs", limitValue: limits.cpuBurstMs };
      return null;
    },
    heard() {
      pingedMs = null;
    },
    memory: () => last.privateBytes,
    close: reader.close,
  };
}
