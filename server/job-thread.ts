import { Worker } from "node:worker_threads";

export type JobThreadOptions = {
  /** The module that runs in the thread: it answers every message with one message. */
  readonly script: URL;
  /** A job that takes longer is given up, and the thread with it. */
  readonly timeoutMs: number;
  readonly maxHeapMb: number;
};

/** Why a job was given up. What it was asked to do may be too much for any machine. */
export class JobGivenUp extends Error {
  override readonly name = "JobGivenUp";
  readonly reason: "tooLong" | "died";

  constructor(reason: "tooLong" | "died") {
    super(reason === "tooLong" ? "the job took too long" : "the thread died of the job");
    this.reason = reason;
  }
}

/** A thread with a TypeScript compiler in it has 70 MB after a usual job. */
const largeHeapBytes = 96 * 1024 * 1024;

/**
 * Work that strangers' texts could make endless, in a thread of its own, one job at a time: only a thread can be ended
 * in the middle of a computation. It starts with the first job, starts again after one that killed it, and never
 * keeps the process alive. Jobs and answers are plain data. `run` rejects with `JobGivenUp`.
 */
export class JobThread<Job, Answer> {
  readonly #options: JobThreadOptions;
  readonly #waiting: { job: Job; resolve: (answer: Answer) => void; reject: (error: JobGivenUp) => void }[] =
    [];
  #worker: Worker | null = null;
  #busy = false;

  constructor(options: JobThreadOptions) {
    this.#options = options;
  }

  run(job: Job): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      this.#startNext();
    });
  }

  #startNext(): void {
    if (this.#busy) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#busy = true;
    const worker = this.#open();
    let timer: NodeJS.Timeout | undefined;
    const leave = () => {
      clearTimeout(timer);
      worker.off("message", onAnswer).off("error", onDeath).off("exit", onDeath).off("online", startClock);
      this.#busy = false;
    };
    const onAnswer = (answer: Answer) => {
      leave();
      next.resolve(answer);
      this.#startNext();
      void this.#giveUpLargeHeap(worker);
    };
    const giveUp = (reason: JobGivenUp["reason"]) => {
      leave();
      if (this.#worker === worker) this.#worker = null;
      void worker.terminate();
      next.reject(new JobGivenUp(reason));
      this.#startNext();
    };
    const onDeath = () => giveUp("died");
    // The clock runs from the moment the thread is up: starting it takes long on a busy machine.
    const startClock = () => {
      clearTimeout(timer);
      timer = setTimeout(() => giveUp("tooLong"), this.#options.timeoutMs);
    };
    startClock();
    worker.on("message", onAnswer).on("error", onDeath).on("exit", onDeath).on("online", startClock);
    worker.postMessage(next.job);
  }

  /** An idle thread keeps what its largest job took: where that is much, the next job gets another thread. */
  async #giveUpLargeHeap(worker: Worker): Promise<void> {
    if (this.#busy) return;
    // Since Node 22.16. It rejects when the thread has ended by itself.
    const heap = await worker.getHeapStatistics?.().catch(() => undefined);
    const isLarge = (heap?.total_heap_size ?? 0) > largeHeapBytes;
    if (!isLarge || this.#busy || this.#worker !== worker) return;
    this.#worker = null;
    void worker.terminate();
  }

  #open(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#options.script, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: this.#options.maxHeapMb },
    });
    worker.unref();
    // A thread that dies between jobs is replaced at the next one.
    const forget = () => {
      if (this.#worker === worker) this.#worker = null;
    };
    worker.on("error", forget).on("exit", forget);
    this.#worker = worker;
    return worker;
  }
}
