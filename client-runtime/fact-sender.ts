import type { ClientFact } from "./messages.ts";

export type FactSender = {
  /** Facts leave in the order in which they came; of an attempt only what is known last, beats together. */
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
  /** Where in `waiting` a later fact is joined to an earlier one. */
  let places = new Map<string, number>();
  let sentAt = performance.now();

  const flush = () => {
    sentAt = performance.now();
    if (waiting.length === 0) return;
    const facts = waiting;
    waiting = [];
    places = new Map();
    send(facts);
  };
  const timer = setInterval(flush, periodMs);
  return {
    push(fact) {
      const key = joinKey(fact);
      const place = key === undefined ? undefined : places.get(key);
      if (place !== undefined) {
        waiting[place] = join(waiting[place], fact);
      } else {
        if (key !== undefined) places.set(key, waiting.length);
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

/** Facts with the same key travel as one. */
function joinKey(fact: ClientFact): string | undefined {
  if (fact.kind === "attempt") return `${fact.attempt.call}/${fact.attempt.attempt}`;
  return fact.kind === "beats" || fact.kind === "control" ? fact.kind : undefined;
}

function join(earlier: ClientFact | undefined, later: ClientFact): ClientFact {
  if (earlier?.kind !== "beats" || later.kind !== "beats") return later;
  return { kind: "beats", atUs: [...earlier.atUs, ...later.atUs] };
}
