import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { serverEnvironment } from "#scripts/server-environment.ts";

export type ServerProcess = {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** Lines of its standard error so far. */
  readonly log: readonly string[];
  stop(): Promise<void>;
};

/** Starts a script that prints `ready <url>`, on a free port of its own. The caller stops it. */
export async function startProcess(
  script: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), "rpc-playground-bench-"));
  const child = spawn(process.execPath, script, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...serverEnvironment,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
      ...environment,
    },
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    log.push(line);
    // What Node says of its inspector is for whoever opened it.
    if (!/^(Debugger |For help, see: )/.test(line)) console.error(line);
  });
  const origin = await untilReady(child);
  return {
    origin,
    log,
    port: Number(new URL(origin).port),
    pid: child.pid ?? 0,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      child.kill("SIGKILL");
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The address that the `ready` line names. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      const origin = /^ready (\S+)\n/m.exec(seen)?.[1];
      if (origin !== undefined) resolve(origin);
    });
    child.once("exit", (code) => reject(new Error(`the process ended with ${code} before it was ready`)));
  });
}
