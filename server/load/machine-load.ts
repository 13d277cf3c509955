import { cpus } from "node:os";

/** How busy processor and machine were since it was last asked. */
export type CpuShares = {
  /** Of this process, as a share of one core. */
  readonly server: number;
  /** Of all cores, by anybody. */
  readonly machine: number;
};

/** Reads the processor's own counters. */
export function createMachineLoad(): { take(): CpuShares } {
  let before = read();
  let last: CpuShares = { server: 0, machine: 0 };
  return {
    take() {
      const now = read();
      const wallUs = now.atUs - before.atUs;
      // The counters move in steps of 10 ms.
      if (wallUs < 50_000) return last;
      const total = now.total - before.total;
      last = {
        server: (now.ownUs - before.ownUs) / wallUs,
        machine: total === 0 ? last.machine : 1 - (now.idle - before.idle) / total,
      };
      before = now;
      return last;
    },
  };
}

function read() {
  const { user, system } = process.cpuUsage();
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { atUs: Number(process.hrtime.bigint()) / 1_000, ownUs: user + system, idle, total };
}
