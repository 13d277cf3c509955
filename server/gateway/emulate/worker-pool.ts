/** Someone who wants a worker. Called once, perhaps at once; not after `leave`. */
export type Waiter = { granted(slot: number): void };

export type WorkerPoolLimits = {
  /** Null: as many as there are calls; slots are then only numbers, the lowest free one first. */
  readonly workers: number | null;
  readonly queueLimit: number;
  /** Most calls that may hold a slot when workers are unlimited. */
  readonly maxConcurrent: number;
};

export type Refusal = "queue" | "concurrency";

/**
 * A fixed set of workers with a queue in front, first come, first served. A slot is held from the grant until
 * `release`, whatever its holder does meanwhile, as a thread of a pool is.
 */
export class WorkerPool {
  readonly #limits: WorkerPoolLimits;
  readonly #slots: number;
  readonly #busy: boolean[] = [];
  /** A set keeps the order of insertion, and forgets one in the middle at no cost. */
  readonly #queue = new Set<Waiter>();
  #held = 0;
  #granting = false;

  constructor(limits: WorkerPoolLimits) {
    this.#limits = limits;
    this.#slots = Math.min(limits.workers ?? limits.maxConcurrent, limits.maxConcurrent);
  }

  get waiting(): number {
    return this.#queue.size;
  }

  get held(): number {
    return this.#held;
  }

  /** Grants a slot now or later. Returns why not, or null. */
  enter(waiter: Waiter): Refusal | null {
    if (this.#held < this.#slots && this.#queue.size === 0) {
      waiter.granted(this.#take());
      return null;
    }
    if (this.#limits.workers === null) return "concurrency";
    if (this.#queue.size >= this.#limits.queueLimit) return "queue";
    this.#queue.add(waiter);
    return null;
  }

  /** Leaves the queue; false: it was not in it. */
  leave(waiter: Waiter): boolean {
    return this.#queue.delete(waiter);
  }

  /** Gives a slot back; the longest waiting gets it. */
  release(slot: number): void {
    if (this.#busy[slot] !== true) return;
    this.#busy[slot] = false;
    this.#held -= 1;
    // A grant may release at once (a dead runner refuses), a thousand times in a row: a loop, not a recursion.
    if (this.#granting) return;
    this.#granting = true;
    try {
      for (const waiter of this.#queue) {
        if (this.#held >= this.#slots) break;
        this.#queue.delete(waiter);
        waiter.granted(this.#take());
      }
    } finally {
      this.#granting = false;
    }
  }

  #take(): number {
    let slot = 0;
    while (this.#busy[slot] === true) slot += 1;
    this.#busy[slot] = true;
    this.#held += 1;
    return slot;
  }
}
