import { Worker } from "node:worker_threads";
import { createLru } from "#lib/lru.ts";
import { fileStart, type ModuleFacts } from "./module-facts.ts";

/** A module of 256 kB takes a tenth of this. */
const timeoutMs = 2_000;

type Job = { readonly content: string; readonly done: (facts: ModuleFacts) => void };

/** In characters. */
const known = createLru<string, ModuleFacts>(16 * 1024 * 1024, (content) => content.length + 1_000);
const jobs: Job[] = [];
let thread: Worker | undefined;
let running: Job | undefined;

/**
 * Reads a module in a thread of its own, one at a time: the parser takes exponential time on texts such as
 * `async<T>(async<T>(…`, and only a thread can be ended in the middle of it.
 */
export function readModuleSafely(content: string): Promise<ModuleFacts> {
  const facts = known.get(content);
  if (facts !== undefined) return Promise.resolve(facts);
  return new Promise((resolve) => {
    jobs.push({ content, done: resolve });
    startNext();
  });
}

function startNext(): void {
  if (running !== undefined) return;
  const job = jobs.shift();
  if (job === undefined) return;
  running = job;
  const worker = openThread();
  let timer: NodeJS.Timeout | undefined;
  const finish = (facts: ModuleFacts) => {
    clearTimeout(timer);
    worker.off("message", finish).off("error", onError).off("online", startClock);
    running = undefined;
    known.set(job.content, facts);
    job.done(facts);
    startNext();
  };
  const giveUp = (message: string) => {
    thread = undefined;
    void worker.terminate();
    finish({ imports: [], experiments: [], problems: [{ message, range: fileStart }], isHostile: true });
  };
  const onError = () => giveUp("This code is too complex to read.");
  // The clock runs from the moment the thread is up: starting it takes long on a busy machine.
  const startClock = () => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp("This code takes too long to read."), timeoutMs);
  };
  startClock();
  worker.on("message", finish).on("error", onError).on("online", startClock);
  worker.postMessage(job.content);
}

function openThread(): Worker {
  if (thread !== undefined) return thread;
  const worker = new Worker(new URL("./module-reader-thread.ts", import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  worker.unref();
  worker.on("error", () => {
    if (thread === worker) thread = undefined;
  });
  thread = worker;
  return worker;
}
