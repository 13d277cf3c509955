import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Store } from "#server/store/store.ts";

/** `store-process.ts` in a process of its own. */
export type StoreProcess = {
  /** Resolves when it waits for `go`. */
  readonly ready: Promise<void>;
  /** Whole lines only: the ids of acknowledged writes, and `done`. */
  readonly lines: readonly string[];
  readonly errors: readonly string[];
  go(): void;
  /** Resolves when it has said that many lines, or has ended. */
  until(lines: number): Promise<void>;
  kill(): void;
  /** Resolves with its exit code; null after `kill`. */
  readonly ended: Promise<number | null>;
};

export function spawnStore(target: string, name: string, writes: number): StoreProcess {
  const script = join(import.meta.dirname, "store-process.ts");
  const child = spawn(process.execPath, [script, target, name, String(writes)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  const errors: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  // Killed before it was told to go.
  child.stdin.on("error", () => {});
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => lines.push(line));
  const closed = once(reader, "close");
  const ended = once(child, "exit").then(async ([code]) => {
    await closed;
    return code as number | null;
  });
  const until = async (count: number) => {
    while (lines.length < count && child.exitCode === null && child.signalCode === null)
      await Promise.race([once(reader, "line"), ended]);
  };
  return {
    ...{ ready: until(1), lines, errors, until, ended },
    go: () => child.stdin.end("go\n"),
    kill: () => void child.kill("SIGKILL"),
  };
}

/** The acknowledged ids that the store does not have, or not with their content. */
export async function findLost(store: Store, lines: readonly string[]): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const id of lines.filter((line) => line.includes("-"))) {
    const found = id.startsWith("share-") ? await store.loadShare(id) : await store.loadDeployment(id);
    const content = found !== undefined && "content" in found ? Buffer.from(found.content).toString() : "";
    if (content !== `content of ${id}`) lost.push(id);
  }
  return lost;
}
