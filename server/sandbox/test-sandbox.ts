import { defaultLimits, type Limits } from "#lib/limits.ts";
import { handlerRuntimePath, runnerPath } from "#scripts/assets/handler-runtime.ts";
import { createSandbox, type SandboxOptions } from "./create-sandbox.ts";
import type { Observer, Program, Replica, Sandbox, Stop, VisitorLog } from "./sandbox.ts";

/** A sandbox of real runner processes, with wider turns than a busy test machine needs. */
export function testSandbox(
  limits: Partial<Limits> = {},
  options: Partial<SandboxOptions> = {},
): Promise<Sandbox> {
  const all = { ...defaultLimits, turnMs: 5_000, cpuBurstMs: 60_000, warmRunners: 1, ...limits };
  return createSandbox({ limits: all, runnerPath, runtimePath: handlerRuntimePath, ...options });
}

export type Watched = Observer & {
  readonly logs: VisitorLog[];
  /** Resolves when the runner is gone. */
  readonly end: Promise<Stop>;
  /** Resolves when a line holds `text`. */
  line(text: string): Promise<VisitorLog>;
};

export function watch(): Watched {
  const logs: VisitorLog[] = [];
  const waiting = new Set<() => void>();
  let stopped: (stop: Stop) => void = () => {};
  const end = new Promise<Stop>((resolve) => (stopped = resolve));
  return {
    logs,
    end,
    log: (line) => {
      logs.push(line);
      for (const look of waiting) look();
    },
    stopped: (stop) => stopped(stop),
    line: (text) =>
      new Promise((resolve) => {
        const look = () => {
          const found = logs.find((line) => line.text.includes(text));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The program's replica; throws with the problem when it does not load. */
export async function openProgram(
  sandbox: Sandbox,
  program: Program,
  observer: Observer = watch(),
): Promise<Replica> {
  const opened = await sandbox.open(program, observer, new AbortController().signal);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.replica;
}
