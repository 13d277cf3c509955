import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export type ImageServer = {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to standard error so far. */
  readonly log: readonly string[];
  /** SIGTERM, as the container's end begins; the exit code. */
  stop(): Promise<number | null>;
};

/**
 * Starts the server from the laid-out image the way the image does: its command without tini, its environment and nothing
 * of ours, and as the image's user when this is root, who alone may become somebody else.
 */
export async function runImage(
  folder: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  user: number,
): Promise<ImageServer> {
  const log: string[] = [];
  const child = spawn(process.execPath, command.slice(1), {
    cwd: folder,
    env: { NODE_ENV: "production", PATH: "/usr/local/bin:/usr/bin:/bin", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    ...(process.getuid?.() === 0 && { uid: user, gid: user }),
  });
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const url = await readyUrl(child, exited, log);
  return {
    url,
    pid: child.pid ?? 0,
    log,
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
  };
}

function readyUrl(child: ChildProcess, exited: Promise<unknown>, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) return reject(new Error("no standard output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, url] = /^ready (http\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    void exited.then(() => reject(new Error(`the server did not start:\n${log.join("\n")}`)));
  });
}
