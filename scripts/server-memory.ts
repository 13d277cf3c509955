import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** What a Node process has, MiB. */
export type ServerMemory = {
  /**
   * Its own memory, which is neither shared nor a file's: the heaps of all threads, compiled code, buffers, and what the
   * allocators keep for the next time. Other processes that run the same program do not change it.
   */
  readonly ownMb: number;
  /** The proportional share of everything that is mapped. */
  readonly pssMb: number;
  /** Live objects of the main thread, and what they hold outside of its heap. */
  readonly heapUsedMb: number;
  readonly externalMb: number;
  /** What the main thread's heap takes, live or not. */
  readonly heapMb: number;
};

type Answer = { readonly id: number; readonly result?: { readonly result?: { readonly value?: unknown } } };

/**
 * After its collector has been asked to run. SIGUSR1 opens Node's inspector, on the port that it was started with; it
 * writes where into `log`. Null without /proc.
 */
export async function readServerMemory(pid: number, log: readonly string[]): Promise<ServerMemory | null> {
  if (process.platform !== "linux") return null;
  const inspector = await openInspector(pid, log);
  try {
    for (let round = 0; round < 3; round++) {
      await inspector.ask("HeapProfiler.collectGarbage");
      // Freed pages are given back by tasks of their own.
      await delay(300);
    }
    const expression = "JSON.stringify(process.memoryUsage())";
    const { result } = await inspector.ask("Runtime.evaluate", { expression });
    const { heapUsed, heapTotal, external } = JSON.parse(String(result?.result?.value));
    return {
      ...readOwnMemory(pid),
      heapUsedMb: heapUsed / 2 ** 20,
      externalMb: external / 2 ** 20,
      heapMb: heapTotal / 2 ** 20,
    };
  } finally {
    await inspector.close();
  }
}

/** proc(5), smaps_rollup: as it stands, garbage included. */
export function readOwnMemory(pid: number): Pick<ServerMemory, "ownMb" | "pssMb"> {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
  const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(rollup)?.[1]) / 1024;
  return { ownMb: mib("Anonymous"), pssMb: mib("Pss") };
}

async function openInspector(pid: number, log: readonly string[]) {
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
  let lastId = 0;
  return {
    ask(method: string, params: object = {}): Promise<Answer> {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        const onMessage = ({ data }: MessageEvent) => {
          const answer = JSON.parse(String(data)) as Answer;
          if (answer.id !== id) return;
          socket.removeEventListener("message", onMessage);
          resolve(answer);
        };
        socket.addEventListener("message", onMessage);
        socket.send(JSON.stringify({ id, method, params }));
      });
    },
    async close() {
      const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
      socket.close();
      await closed;
    },
  };
}
