import { type Agenda, EntryHeap } from "./agenda.ts";

/** Time that passes only when the test lets it: everything happens exactly when it is due. */
export class TestAgenda implements Agenda {
  readonly #heap = new EntryHeap();
  #nowUs = 1_000_000;

  nowUs(): number {
    return this.#nowUs;
  }

  at(us: number, what: () => void): () => void {
    const entry = this.#heap.push(us, what);
    return () => {
      entry.what = null;
    };
  }

  /** Lets time pass until `done` is settled. */
  async until<Value>(done: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const settled = done.finally(() => {
      isSettled = true;
    });
    while (!isSettled) {
      const entry = this.#heap.pop();
      if (entry !== undefined) {
        this.#nowUs = Math.max(this.#nowUs, entry.atUs);
        entry.what?.();
      }
      // What waits for a promise comes before what waits for time.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return settled;
  }
}
