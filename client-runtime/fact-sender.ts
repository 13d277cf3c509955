import type { ClientAttempt, ClientFact } from "./messages.ts";

export type FactSender = {
  /** Facts leave in the order in which they came; of an attempt only what is known last. */
  push(fact: ClientFact): void;
  flush(): void;
  close(): void;
};

const periodMs = 30;

/**
 * Sends facts in batches, about every 30 ms. Code that keeps the thread lets no timer fire, so that a push after such a
 * time sends by itself; whoever is about to block calls `flush` before.
 */
export function createFactSender(send: (facts: readonly ClientFact[]) => void): FactSender {
  let waiting: ClientFact[] = [];
  let attempts = new Map<string, number>();
  let sentAt = performance.now();

  const flush = () => {
    sentAt = performance.now();
    if (waiting.length === 0) return;
    const facts = waiting;
    waiting = [];
    attempts = new Map();
    send(facts);
  };
  const timer = setInterval(flush, periodMs);
  return {
    push(fact) {
      const known = fact.kind === "attempt" ? attempts.get(keyOf(fact.attempt)) : undefined;
      if (known !== undefined) {
        waiting[known] = fact;
      } else {
        if (fact.kind === "attempt") attempts.set(keyOf(fact.attempt), waiting.length);
        waiting.push(fact);
      }
      if (performance.now() - sentAt > periodMs) flush();
    },
    flush,
    close() {
      clearInterval(timer);
      flush();
    },
  };
}

function keyOf({ call, attempt }: ClientAttempt): string {
  return `${call}/${attempt}`;
}
