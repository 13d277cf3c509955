import type { ClientFact } from "#lib/record/run-facts.ts";

/** Facts on their way out: pushed whenever, read one line of JSON at a time. */
export type FactLines = {
  push(facts: readonly ClientFact[]): void;
  /** What waits leaves in the middle of a turn, if the reader takes it: the thread is about to stop. */
  hurry(): void;
  end(): void;
  read(): AsyncGenerator<Uint8Array>;
};

/** A thread that stops for call after call tells as much as it did, and no line may be longer than the host reads. */
const factsPerLine = 64;

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
      while (!handedOut && waiting.length > 0) {
        const facts = waiting.slice(0, factsPerLine);
        if (!writeNow(encoder.encode(`${JSON.stringify(facts)}\n`))) return;
        waiting = waiting.slice(facts.length);
      }
    },
    end() {
      over = true;
      wake();
    },
    async *read() {
      for (;;) {
        if (waiting.length > 0) {
          const facts = waiting.slice(0, factsPerLine);
          waiting = waiting.slice(facts.length);
          handedOut = true;
          yield encoder.encode(`${JSON.stringify(facts)}\n`);
        } else if (over) return;
        handedOut = false;
        if (waiting.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
