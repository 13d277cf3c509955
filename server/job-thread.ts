import { Worker } from "node:worker_threads";

export type JobThreadOptions = {
  /** The module that runs in the thread: it answers every message with one message. */
  readonly script: URL;
  /** All that the thread sees of an environment; none when absent. */
  readonly env?: Readonly<Record<string, string>>;
  /** A job that takes more of the processor than this is given up, and the thread with it. */
  readonly timeoutMs: number;
  readonly maxHeapMb: number;
  /**
   * What the thread has after usual jobs, its buffers included, and a little more. Where a job left more than this, the
   * next one gets another.
   */
  readonly keptHeapMb: number;
};

/** A job that gets little of a busy machine is waited for so many times as long, by the clock on the wall. */
const wallFactor = 5;

/** Why a job was given up. What it was asked to do may be too much for any machine. */
export class JobGivenUp extends Error {
  override readonly name = "JobGivenUp";
  readonly reason: "tooLong" | "died";

  constructor(reason: "tooLong" | "died") {
    super(reason === "tooLong" ? "the job took too long" : "the thread died of the job");
    this.reason = reason;
  }
}

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
    const clock = new JobClock(worker, this.#options.timeoutMs, () => giveUp("tooLong"));
    const leave = () => {
      clock.stop();
      worker.off("message", onAnswer).off("error", onDeath).off("exit", onDeath);
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
    worker.on("message", onAnswer).on("error", onDeath).on("exit", onDeath);
    worker.postMessage(next.job);
  }

  /** An idle thread keeps what its largest job took: where that is much, the next job gets another thread. */
  async #giveUpLargeHeap(worker: Worker): Promise<void> {
    if (this.#busy) return;
    // Since Node 22.16. It rejects when the thread has ended by itself.
    const heap = await worker.getHeapStatistics?.().catch(() => undefined);
    const bytes = (heap?.total_heap_size ?? 0) + (heap?.external_memory ?? 0);
    const isLarge = bytes > this.#options.keptHeapMb * 1024 * 1024;
    if (!isLarge || this.#busy || this.#worker !== worker) return;
    this.#worker = null;
    void worker.terminate();
  }

  #open(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#options.script, {
      env: { ...this.#options.env },
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

/** Gives a job its time on the processor, and a multiple of it on the wall. */
class JobClock {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #over: () => void;
  readonly #before: Promise<number | null>;
  readonly #wall: NodeJS.Timeout;
  #timer: NodeJS.Timeout;
  #isStopped = false;

  constructor(worker: Worker, timeoutMs: number, over: () => void) {
    this.#worker = worker;
    this.#timeoutMs = timeoutMs;
    this.#over = over;
    this.#before = usedMs(worker);
    this.#timer = setTimeout(() => void this.#look(), timeoutMs);
    this.#wall = setTimeout(over, wallFactor * timeoutMs);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#wall);
  }

  async #look(): Promise<void> {
    const used = await usedMs(this.#worker);
    // A thread that was not up yet had used nothing.
    const before = (await this.#before) ?? 0;
    if (this.#isStopped) return;
    const leftMs = used === null ? 0 : this.#timeoutMs - (used - before);
    if (leftMs <= 0) return this.#over();
    this.#timer = setTimeout(() => void this.#look(), Math.max(leastLookMs, leftMs));
  }
}

const leastLookMs = 20;

/** What a thread has had of the processor, ms. Null: nobody can say (before Node 24.6), and the clock on the wall counts. */
async function usedMs(worker: Worker): Promise<number | null> {
  const used = await worker.cpuUsage?.().catch(() => undefined);
  return used === undefined ? null : (used.user + used.system) / 1_000;
}
