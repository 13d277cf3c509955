import type { ClientFact } from "#lib/record/run-facts.ts";

/** Facts on their way out: pushed whenever, read one line of JSON at a time. */
export type FactLines = {
  push(facts: readonly ClientFact[]): void;
  /** What waits leaves in the middle of a turn, if the reader takes it: the thread is about to stop. */
  hurry(): void;
  end(): void;
  read(): AsyncGenerator<Uint8Array>;
};

/** `writeNow` sends bytes past the reader, when it can; false: it cannot. */
export function createFactLines(writeNow: (bytes: Uint8Array) => boolean): FactLines {
  const encoder = new TextEncoder();
  let waiting: ClientFact[] = [];
  /** A line is with the reader, who may not have written it yet: nothing may overtake it. */
  let handedOut = false;
  let over = false;
  let wake = () => {};
  return {
    push(facts) {
      waiting.push(...facts);
      wake();
    },
    hurry() {
      if (handedOut || waiting.length === 0) return;
      if (writeNow(encoder.encode(`${JSON.stringify(waiting)}\n`))) waiting = [];
    },
    end() {
      over = true;
      wake();
    },
    async *read() {
      for (;;) {
        if (waiting.length > 0) {
          const facts = waiting;
          waiting = [];
          handedOut = true;
          yield encoder.encode(`${JSON.stringify(facts)}\n`);
        } else if (over) return;
        handedOut = false;
        if (waiting.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
