import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { defaultLimits } from "#lib/limits.ts";
import { serverEnvironment } from "#scripts/server-environment.ts";
import { readServerMemory } from "#scripts/server-memory.ts";
import { makeCertificate } from "#server/port/test-certificate.ts";
import { listRunners } from "../escape/process-table.ts";
import type { Where } from "./where.ts";

/** The server that `npm start` runs, in a process of its own, seen from outside. */
export type ServerUnderFire = {
  readonly where: Where;
  readonly pid: number;
  readonly log: readonly string[];
  /** Null while it lives. */
  exitCode(): number | null;
  /** Open sockets, without those to runners; null where there is no /proc. */
  sockets(): number | null;
  runners(): number | null;
  /** MiB, after a collection; null where there is no /proc. */
  memoryMb(): Promise<number | null>;
  /** The most that it ever had, MiB; null where there is no /proc. */
  peakMb(): number | null;
  stop(): Promise<void>;
};

/** The usual limits, but for times that would only make the run longer. `maxTimers` marks our runners' command lines. */
const limits = {
  ...defaultLimits,
  // Wall time that a busy machine can use up without anybody's fault.
  unaryDeadlineMs: 20_000,
  turnMs: 10_000,
  streamDeadlineMs: 6_000,
  maxTimers: defaultLimits.maxTimers + 20_000 + (process.pid % 10_000),
};

/** Starts it with an empty store. The site must be built. */
export async function startServerUnderFire(port: number, overTls: boolean): Promise<ServerUnderFire> {
  const folder = mkdtempSync(join(tmpdir(), "playground-fuzz-"));
  const tls = overTls ? makeCertificate() : null;
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  if (tls !== null) {
    writeFileSync(certFile, tls.cert);
    writeFileSync(keyFile, tls.key);
  }
  const child = spawn(process.execPath, ["--inspect-port=127.0.0.1:0", "server/main.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: {
      ...process.env,
      ...serverEnvironment,
      NODE_OPTIONS: "",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: folder,
      LOG_LEVEL: "info",
      PLAYGROUND_LIMITS: JSON.stringify(limits),
      ...(overTls && { TLS_CERT: certFile, TLS_KEY: keyFile }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid = 0, stderr } = child;
  const log: string[] = [];
  createInterface({ input: stderr }).on("line", (line) => log.push(line));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = new URL(await readyUrl(child, exited, log));
  const mark = `"maxTimers":${limits.maxTimers},`;
  const hasProc = process.platform === "linux";
  const runners = () => listRunners(mark, pid)?.ours ?? null;
  return {
    where: { host: url.hostname, port: Number(url.port), ca: tls?.cert ?? null },
    pid,
    log,
    exitCode: () => child.exitCode ?? (child.signalCode === null ? null : -1),
    sockets: () => (hasProc ? countSockets(pid) - (runners() ?? 0) : null),
    runners,
    memoryMb: async () => (await readServerMemory(pid, log))?.pssMb ?? null,
    peakMb: () => (hasProc ? readPeakMb(pid) : null),
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readyUrl(child: ChildProcess, exited: Promise<void>, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no standard output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, url] = /^ready (http\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    void exited.then(() => reject(new Error(`the server did not start:\n${log.join("\n")}`)));
  });
}

function countSockets(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith("socket:");
    } catch {
      return false; // Closed meanwhile.
    }
  }).length;
}

/** proc(5): VmHWM, the peak resident set size. */
function readPeakMb(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
