import { closeSync, openSync, readSync } from "node:fs";

export type Usage = {
  readonly cpuMs: number;
  readonly privateBytes: number;
  /** It runs, or would if a processor were free. */
  readonly runnable: boolean;
};

/** Reads what a process used, from Linux's /proc; null where there is none or the process is gone. */
export type UsageReader = { read(): Usage | null; close(): void };

const ticksPerSecond = 100;
const pageBytes = 4096;

export function createUsageReader(pid: number): UsageReader {
  const stat = open(`/proc/${pid}/stat`);
  const memory = open(`/proc/${pid}/statm`);
  const buffer = Buffer.allocUnsafe(1024);
  const text = (descriptor: number) =>
    buffer.toString("latin1", 0, readSync(descriptor, buffer, 0, buffer.length, 0));
  return {
    read() {
      if (stat === null || memory === null) return null;
      try {
        // proc(5): the second field may hold spaces and parentheses, so fields count from the last one.
        const line = text(stat);
        const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
        const ticks = Number(fields[11]) + Number(fields[12]);
        const [, resident, sharedPages] = text(memory).split(" ");
        // It has ended and nobody has been told yet.
        if (resident === "0") return null;
        return {
          cpuMs: (ticks * 1000) / ticksPerSecond,
          runnable: fields[0] === "R",
          privateBytes: (Number(resident) - Number(sharedPages)) * pageBytes,
        };
      } catch {
        return null;
      }
    },
    close() {
      if (stat !== null) closeSync(stat);
      if (memory !== null) closeSync(memory);
    },
  };
}

function open(path: string): number | null {
  try {
    return openSync(path, "r");
  } catch {
    return null;
  }
}
