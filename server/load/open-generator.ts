import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FiringJob, GeneratorOrder, GeneratorWord } from "./generator-messages.ts";

/** How long the process may take to begin, and to end after it was stopped, ms. */
const startMs = 20_000;
const endMs = 300;
const maxHeapMb = 256;

export type Generator = {
  /** Of the process; 0: there is none. */
  readonly pid: number;
  /** Breaks off what is under way. The last words follow within half a second, or the process is killed. */
  stop(): void;
};

/**
 * Fires a plan from a process of its own and tells what it says. `gone` is called once, after the last word: `lost` when
 * the process ended before its plan did. Nothing of it is left then.
 */
export function openGenerator(
  job: FiringJob,
  hear: (word: GeneratorWord) => void,
  gone: (how: "ended" | "lost", error: string) => void,
): Generator {
  const child = fork(fileURLToPath(new URL("./generator-main.ts", import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${maxHeapMb}`],
    // Next's types ask for NODE_ENV; the generator gets no variable at all.
    env: {} as NodeJS.ProcessEnv,
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let isOver = false;
  let stderr = "";
  const kill = () => child.kill("SIGKILL");
  let timer = setTimeout(kill, startMs);
  const order = (what: GeneratorOrder) => {
    // A process that just died is heard of by its exit.
    if (child.connected) child.send(what, () => {});
  };
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr = `${stderr}${chunk}`.slice(-4_000);
  });
  child.on("message", (word: GeneratorWord) => {
    if (word.kind === "ready") {
      clearTimeout(timer);
      order({ kind: "fire", job });
    } else hear(word);
    if (word.kind !== "over") return;
    isOver = true;
    clearTimeout(timer);
    // It has nothing left to say, and no visitor waits for it to tidy up.
    kill();
  });
  child.on("error", () => {});
  child.once("close", () => {
    clearTimeout(timer);
    gone(isOver ? "ended" : "lost", stderr.trim());
  });
  return {
    pid: child.pid ?? 0,
    stop() {
      order({ kind: "stop" });
      clearTimeout(timer);
      timer = setTimeout(kill, endMs);
    },
  };
}
