import { toReturned } from "#lib/record/returned-value.ts";
import type { ClientOutcome } from "#lib/record/run-facts.ts";
import type { ControlFact } from "#lib/record/run-record.ts";
import type { FactSender } from "./fact-sender.ts";
import { refusalOf } from "./refusal-of.ts";

export type PerformParts = {
  /** The visitor's module `client`, run when it is asked for. */
  readonly load: () => Readonly<Record<string, unknown>>;
  readonly experiment: string;
  /** µs since the run's zero. */
  readonly now: () => number;
  readonly facts: Pick<FactSender, "push" | "flush">;
  /** The visitor's own frames of what was thrown, innermost first. */
  readonly framesOf: (thrown: unknown) => readonly string[];
};

/** More of what was thrown is of no use to anybody. */
const maxMessageCharacters = 4_096;

/**
 * Calls the experiment and waits for its end, the same in browser and backend: tells when its function had control, and
 * gives what it returned or threw.
 */
export async function performExperiment(parts: PerformParts): Promise<ClientOutcome> {
  const { load, experiment: name, framesOf } = parts;
  try {
    const exports = load();
    const experiment = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (typeof experiment !== "function") throw new Error(`client.ts exports no function ${name}.`);
    return { kind: "finished", ...toReturned(await enter(experiment as () => unknown, parts)) };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const refusal = refusalOf(error);
    return {
      kind: "threw",
      message: message.slice(0, maxMessageCharacters),
      stack: framesOf(error),
      ...(refusal && { refusal }),
    };
  }
}

async function enter(experiment: () => unknown, { now, facts }: PerformParts): Promise<unknown> {
  const enteredUs = now();
  const tell = (control: ControlFact) => facts.push({ kind: "control", control });
  tell({ enteredUs });
  // Code that keeps the thread for good lets nobody tell it later.
  facts.flush();
  let result: unknown;
  let returnedUs: number;
  try {
    result = experiment();
  } finally {
    returnedUs = now();
    tell({ enteredUs, returnedUs, settledUs: returnedUs, kind: "value" });
  }
  if (!isThenable(result)) return result;
  tell({ enteredUs, returnedUs, kind: "promise" });
  try {
    return await result;
  } finally {
    tell({ enteredUs, returnedUs, settledUs: now(), kind: "promise" });
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  return isObject && "then" in value && typeof value.then === "function";
}
