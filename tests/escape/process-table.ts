import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Processes whose command line has `mark`: children of `parent`, and all. Behind bubblewrap a runner has two. */
export function listRunners(
  mark: string,
  parent: number,
): { readonly ours: number; readonly all: number } | null {
  if (process.platform !== "linux") return null;
  const marked = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => readQuietly(`/proc/${pid}/cmdline`).includes(mark));
  const ours = marked.filter((pid) => parentOf(pid) === parent);
  return { ours: ours.length, all: marked.length };
}

/** proc(5): the second field may hold spaces and parentheses, so fields count from the last one. */
function parentOf(pid: string): number {
  const line = readQuietly(`/proc/${pid}/stat`);
  return Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return ""; // It is gone.
  }
}

/**
 * The proportional share of a process's memory after its collector has been asked to run, MiB. SIGUSR1 opens Node's
 * inspector, on the port that it was started with; it writes where into `log`.
 */
export async function readMemoryMb(pid: number, log: readonly string[]): Promise<number | null> {
  if (process.platform !== "linux") return null;
  await collectGarbage(pid, log);
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(readQuietly(`/proc/${pid}/smaps_rollup`)) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

async function collectGarbage(pid: number, log: readonly string[]): Promise<void> {
  process.kill(pid, "SIGUSR1");
  let address: string | undefined;
  for (let attempt = 0; attempt < 200 && address === undefined; attempt++) {
    address = log.map((line) => /Debugger listening on (ws:\S+)/.exec(line)?.[1]).findLast(Boolean);
    if (address === undefined) await delay(50);
  }
  if (address === undefined) throw new Error("the inspector did not open");
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("the inspector does not answer")));
  });
  for (let id = 1; id <= 3; id++) {
    const answered = new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
    socket.send(JSON.stringify({ id, method: "HeapProfiler.collectGarbage" }));
    await answered;
    // Freed pages are given back by tasks of their own.
    await delay(300);
  }
  const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  socket.close();
  await closed;
}
