import { readClientFact } from "./read-client-fact.ts";
import type { ClientFact } from "./run-facts.ts";

/** Lets through what a visitor's client code, or the runtime beside it, tells of one run. */
export type FactGate = {
  /** The facts in what was said, as far as a record can hold them. Null: the run has told more than it may. */
  read(said: unknown): readonly ClientFact[] | null;
};

/** A message costs its reader time however little it says; the runtime sends a few dozen a second. */
const leastFacts = 4;

/** `maxFacts`: of the whole run. */
export function createFactGate(maxFacts: number): FactGate {
  let left = maxFacts;
  return {
    read(said) {
      const all: readonly unknown[] = Array.isArray(said) ? said : [];
      left -= Math.max(leastFacts, all.length);
      if (left < 0) return null;
      const facts = all.map(readClientFact).filter((fact) => fact !== null);
      for (const fact of facts) if (fact.kind === "beats") left -= fact.atUs.length;
      return facts;
    },
  };
}
