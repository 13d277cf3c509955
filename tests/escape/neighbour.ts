import { Worker } from "node:worker_threads";
import { harmlessProgram } from "./target.ts";
import { newVisitor } from "./visitor.ts";

/** A deployment beside the attacked ones, called one call after another all the time. */
export type Neighbour = {
  /** Ends the present phase and begins the next: calls, errors and percentiles of the one that ended. */
  nextPhase(): Phase;
  /** Resolves when the last call has been answered. */
  stop(): Promise<void>;
};

export type Phase = {
  readonly answered: number;
  readonly errors: readonly string[];
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

type Answer = { readonly latencyMs: number; readonly error: string };

const pauseMs = 20;

/** Deploys it and begins to call. */
export async function openNeighbour(serverUrl: string): Promise<Neighbour> {
  const visitor = await newVisitor(serverUrl);
  const answer = await visitor.deploy(harmlessProgram("// the neighbour"));
  if (answer.kind !== "deployed") throw new Error(`the neighbour is ${answer.kind}`);
  await visitor.client(answer.id).harmless({ text: "" });
  let answers: Answer[] = [];
  const thread = new Worker(new URL("./neighbour-thread.ts", import.meta.url), {
    workerData: { url: `${serverUrl}/d/${answer.id}/attack.v1.Target/Harmless`, pauseMs },
  });
  thread.on("message", (one: Answer) => answers.push(one));
  thread.on("error", (error) => answers.push({ latencyMs: 0, error: String(error) }));
  const over = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
  return {
    nextPhase() {
      const phase = toPhase(answers);
      answers = [];
      return phase;
    },
    async stop() {
      thread.postMessage("stop");
      await over;
    },
  };
}

function toPhase(answers: readonly Answer[]): Phase {
  const errors = answers.map(({ error }) => error).filter((error) => error !== "");
  const sorted = answers.map(({ latencyMs }) => latencyMs).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const answered = answers.length - errors.length;
  return { answered, errors, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}
