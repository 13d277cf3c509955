import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import { serverEnvironment } from "#scripts/server-environment.ts";
import { readServerMemory, type ServerMemory } from "#scripts/server-memory.ts";
import { listRunners } from "./process-table.ts";

/** The server that `npm start` runs, in a process of its own, with the walls of this machine. */
export type RealServer = {
  readonly url: string;
  readonly limits: Limits;
  /** What `/readyz` says. */
  readiness(): Promise<{ ready: boolean; walls: Record<string, boolean>; runners: Runners }>;
  /** Processes that run visitors' code, wherever in the process table they are; null where there is no /proc. */
  runnerProcesses(): { readonly ours: number; readonly all: number } | null;
  /** Null where it cannot be read. */
  memory(): Promise<ServerMemory | null>;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  /** Null while it lives. */
  exitCode(): number | null;
  stop(): Promise<void>;
};

type Runners = { readonly live: number; readonly warm: number };

/**
 * Numbers of ours where a limit is a time that only costs the suite time. Runners carry `maxTimers` in their command
 * line, so that a value of our own tells them from those of every other server on the machine.
 */
function testLimits(): Limits {
  return {
    ...defaultLimits,
    unaryDeadlineMs: 8_000,
    streamDeadlineMs: 20_000,
    cpuBurstMs: 5_000,
    idleMs: 4_000,
    runMs: 10_000,
    maxTimers: defaultLimits.maxTimers + 1 + (process.pid % 10_000),
  };
}

const root = join(import.meta.dirname, "../..");

/** Starts it with an empty store; the caller stops it. Builds the site first when nobody has. */
export async function startRealServer(): Promise<RealServer> {
  if (!existsSync(join(root, ".next/BUILD_ID")) || !existsSync(join(root, "public/run/manifest.json"))) {
    spawnSync(process.execPath, ["scripts/ensure-build.ts"], { cwd: root, stdio: "inherit" });
  }
  const limits = testLimits();
  const folder = mkdtempSync(join(tmpdir(), "playground-escape-"));
  const { PLAYGROUND_LIMITS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--inspect-port=127.0.0.1:0", "server/main.ts"], {
    cwd: root,
    env: {
      ...inherited,
      ...serverEnvironment,
      NODE_OPTIONS: "",
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: folder,
      // Every attack is a visitor of its own, as if a proxy had said so.
      TRUST_PROXY: "1",
      LOG_LEVEL: "info",
      PLAYGROUND_LIMITS: JSON.stringify(limits),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await readyUrl(child, exited, log);
  const pid = child.pid ?? 0;
  const mark = `"maxTimers":${limits.maxTimers},`;
  return {
    url,
    limits,
    log,
    readiness: async () => (await fetch(`${url}/readyz`)).json(),
    runnerProcesses: () => listRunners(mark, pid),
    memory: () => readServerMemory(pid, log),
    exitCode: () => child.exitCode ?? (child.signalCode === null ? null : -1),
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function readyUrl(child: ChildProcess, exited: Promise<void>, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no standard output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, url] = /^ready (http\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    void exited.then(() => reject(new Error(`the server did not start:\n${log.join("\n")}`)));
  });
}
