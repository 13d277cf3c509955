import { readdirSync, readFileSync } from "node:fs";

/** What this process has below it and holds open, as /proc says at this moment. */
export type Holdings = {
  readonly children: readonly number[];
  readonly descriptors: number;
};

export function readHoldings(): Holdings {
  return { children: runnersBelow(process.pid), descriptors: readdirSync("/proc/self/fd").length };
}

/** Runners below a process and the walls around them; compilers are not counted. */
export function runnersBelow(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const isCompiler = stat.includes("(esbuild)") || stat.includes("(buf)");
      // A zombie is reaped as soon as its parent looks.
      if (!isCompiler && fields[0] !== "Z") parents.set(Number(name), Number(fields[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const below = (parent: number): number[] =>
    [...parents].filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** Remembers processes by pid and start, so that a pid used again is not taken for the same one. */
export class SeenProcesses {
  readonly #starts = new Map<number, string>();

  add(pids: readonly number[]): void {
    for (const pid of pids) {
      const start = startOf(pid);
      if (start !== null) this.#starts.set(pid, start);
    }
  }

  /** Those that still live, wherever they hang by now. */
  alive(): number[] {
    return [...this.#starts].filter(([pid, start]) => startOf(pid) === start).map(([pid]) => pid);
  }
}

/** In clock ticks since the machine started (proc(5), field 22); null when the process is gone. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}
