import { Worker } from "node:worker_threads";

/** What is to be done when. Times are µs on a monotonic clock. */
export type Agenda = {
  nowUs(): number;
  /** Does it then, or at once when that is past; never before. Returns how to call it off. */
  at(us: number, what: () => void): () => void;
};

type Entry = { readonly atUs: number; readonly order: number; what: (() => void) | null };

/** Entries by time; of the same time, in the order in which they came. A binary heap. */
export class EntryHeap {
  readonly #entries: Entry[] = [];
  #order = 0;

  push(atUs: number, what: () => void): Entry {
    const entry: Entry = { atUs, order: this.#order++, what };
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = entries[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      entries[at] = above;
      at = parent;
    }
    entries[at] = entry;
    return entry;
  }

  /** When the first one is due; infinity: there is none. */
  get nextUs(): number {
    return this.#entries[0]?.atUs ?? Number.POSITIVE_INFINITY;
  }

  pop(): Entry | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (last === undefined || last === first) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [entries[2 * at + 1], entries[2 * at + 2]];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, last)) break;
      entries[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    entries[at] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order);
}

/** A thread of its own watches the clock: timers of the event loop are whole milliseconds, and late by up to one more. */
export class AlarmAgenda implements Agenda {
  readonly #heap = new EntryHeap();
  readonly #thread: Worker;
  readonly #shared = new SharedArrayBuffer(16);
  readonly #changes = new Int32Array(this.#shared, 0, 1);
  readonly #dueUs = new Float64Array(this.#shared, 8, 1);
  #armedUs = Number.POSITIVE_INFINITY;

  constructor() {
    this.#thread = new Worker(new URL("./alarm-thread.ts", import.meta.url), {
      workerData: this.#shared,
      env: {},
    });
    this.#thread.on("message", () => this.#ring());
  }

  /** Resolves when the thread watches. */
  async ready(): Promise<void> {
    await new Promise((resolve) => this.#thread.once("online", resolve));
  }

  nowUs(): number {
    return nowUs();
  }

  at(us: number, what: () => void): () => void {
    const entry = this.#heap.push(us, what);
    this.#arm();
    return () => {
      entry.what = null;
    };
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #ring(): void {
    this.#armedUs = Number.POSITIVE_INFINITY;
    while (this.#heap.nextUs <= nowUs()) this.#heap.pop()?.what?.();
    this.#arm();
  }

  #arm(): void {
    const next = this.#heap.nextUs;
    if (next >= this.#armedUs) return;
    this.#armedUs = next;
    this.#dueUs[0] = next;
    Atomics.add(this.#changes, 0, 1);
    Atomics.notify(this.#changes, 0);
  }
}

/** The monotonic clock of the machine, which all threads share, µs. */
export function nowUs(): number {
  return Number(process.hrtime.bigint()) / 1_000;
}
