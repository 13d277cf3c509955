import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Limits } from "#lib/limits.ts";
import type { GuestSettings } from "./guest/settings.ts";
import { createRunner, type Runner } from "./runner.ts";
import { createRunnerPool } from "./runner-pool.ts";
import { spawnRunnerProcess } from "./runner-process.ts";
import type { OpenResult, Replica, Sandbox, Stop } from "./sandbox.ts";
import { type Launch, type WallSet, wallSets } from "./walls.ts";
import { watchMs } from "./watchdog.ts";

export type SandboxOptions = {
  readonly limits: Limits;
  /** The bundled runner and what it loads into its isolate (scripts/assets/handler-runtime.ts makes both). */
  readonly runnerPath: string;
  readonly runtimePath: string;
  /** `strongest` (the default) tries the machine's walls from the strongest down; the others take one as it is. */
  readonly walls?: "strongest" | "bubblewrap" | "process";
};

const startMs = 10_000;
/** A place comes free when a runner has been idle, or its visitor deploys anew. */
const retryAfterMs = 5_000;
const shutdown: Stop = { reason: "shutdown", limit: "", limitValue: 0 };

/** Finds the walls that stand on this machine, then keeps warm runners behind them. Rejects when no runner starts. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { limits } = options;
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  chmodSync(folder, 0o555);
  const started = await firstThatStarts(options, folder);
  const live = new Set<Runner>();
  const first: Runner[] = [started.runner];
  const pool = createRunnerPool(
    async () => first.pop() ?? startRunner(started.set.launch, limits),
    limits.warmRunners,
  );
  let opening = 0;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    for (const runner of live) runner.watch(nowMs);
  }, watchMs);
  timer.unref();

  return {
    async open(program, observer, signal): Promise<OpenResult> {
      if (live.size + opening >= limits.maxRunners) {
        const problem = {
          kind: "full",
          limit: "maxRunners",
          value: limits.maxRunners,
          retryAfterMs,
        } as const;
        return { ok: false, problem };
      }
      opening++;
      const runner = await pool.take(signal).finally(() => opening--);
      live.add(runner);
      void runner.gone.then(() => live.delete(runner));
      // While it loads, a death is the answer of `open` and not news for the observer.
      let loaded = false;
      const watched = {
        log: observer.log.bind(observer),
        stopped: (stop: Stop) => loaded && observer.stopped(stop),
        ...(observer.busy && { busy: observer.busy.bind(observer) }),
        ...(observer.spent && { spent: observer.spent.bind(observer) }),
        ...(observer.added && { added: observer.added.bind(observer) }),
        ...(observer.heap && { heap: observer.heap.bind(observer) }),
        ...(observer.dialled && { dialled: observer.dialled.bind(observer) }),
      };
      const onAbort = () => runner.stop(shutdown);
      signal.addEventListener("abort", onAbort, { once: true });
      const answer = await runner
        .open(program, watched)
        .finally(() => signal.removeEventListener("abort", onAbort));
      signal.throwIfAborted();
      if ("reason" in answer) return { ok: false, problem: { kind: "stopped", stop: answer } };
      if (!answer.ok) {
        runner.stop(shutdown);
        return { ok: false, problem: { kind: "threw", error: answer.error } };
      }
      loaded = true;
      return { ok: true, replica: toReplica(runner, limits) };
    },
    status: () => ({ live: live.size, warm: pool.warm(), walls: started.set.walls }),
    async close() {
      clearInterval(timer);
      pool.close();
      const going = [...live];
      for (const runner of going) runner.stop(shutdown);
      await Promise.all(going.map((runner) => runner.gone));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function toReplica(runner: Runner, { turnMs }: Limits): Replica {
  return {
    pid: runner.pid(),
    exchange: runner.exchange,
    close: (reason) =>
      runner.stop(
        reason === "deaf"
          ? { reason: "timeLimit", limit: "turnMs", limitValue: turnMs }
          : { reason, limit: "", limitValue: 0 },
      ),
  };
}

async function firstThatStarts(
  { limits, runnerPath, runtimePath, walls = "strongest" }: SandboxOptions,
  folder: string,
): Promise<{ set: WallSet; runner: Runner }> {
  const settings: GuestSettings = {
    runtimePath,
    turnMs: limits.turnMs,
    callCpuMs: limits.callCpuMs,
    memoryMb: limits.memoryMb,
    maxMessageBytes: limits.maxMessageBytes,
    maxHeaderBytes: limits.maxHeaderBytes,
    maxTimers: limits.maxTimers,
    maxOutgoingCalls: limits.maxOutgoingCalls,
    logLineBytes: limits.logLineBytes,
    logLinesPerTurn: limits.logLinesPerTurn,
    logBytesPerMinute: limits.logBytesPerMinute,
  };
  const { processMemoryMb } = limits;
  const sets = wallSets({ files: { runnerPath, runtimePath }, settings, processMemoryMb, cwd: folder });
  for (const set of sets) {
    if (walls !== "strongest" && set.name !== walls) continue;
    const runner = await startRunner(set.launch, limits).catch(() => null);
    if (runner !== null) return { set, runner };
  }
  throw new Error(
    "no runner process starts: are the assets built, and does isolated-vm load under this Node?",
  );
}

async function startRunner(launch: Launch, limits: Limits): Promise<Runner> {
  const runner = createRunner(spawnRunnerProcess(launch), limits);
  const patience = new AbortController();
  const ready = await Promise.race([
    runner.ready,
    delay(startMs, false, { signal: patience.signal }).catch(() => false),
  ]);
  patience.abort();
  if (ready) return runner;
  runner.stop(shutdown);
  throw new Error("a runner process did not start");
}
