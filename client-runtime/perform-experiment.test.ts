import { describe, expect, test } from "vitest";
import type { ClientFact } from "#lib/record/run-facts.ts";
import { performExperiment } from "./perform-experiment.ts";

/** Each look at the clock is a µs later. */
async function perform(experiment: unknown) {
  const facts: ClientFact[] = [];
  let us = 0;
  const outcome = await performExperiment({
    load: () => ({ experiment }),
    experiment: "experiment",
    now: () => ++us,
    facts: { push: (fact) => void facts.push(fact), flush() {} },
    framesOf: () => ["there (client.ts:1:1)"],
  });
  const controls = facts.flatMap((fact) => (fact.kind === "control" ? [fact.control] : []));
  return { outcome, controls, last: controls.at(-1) };
}

describe("an experiment's own call", () => {
  test("that returns a value has settled when it gives control back", async () => {
    const { outcome, controls, last } = await perform(() => ({ bytes: Uint8Array.of(7), big: 2n ** 60n }));
    expect(outcome).toEqual({ kind: "finished", returned: '{"bytes":"Bw==","big":"1152921504606846976"}' });
    expect(controls[0]).toEqual({ enteredUs: 1 });
    expect(last).toEqual({ enteredUs: 1, returnedUs: 2, settledUs: 2, kind: "value" });
  });

  test("that returns a promise gives control back before it settles", async () => {
    const { outcome, last } = await perform(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return "done";
    });
    expect(outcome).toEqual({ kind: "finished", returned: '"done"' });
    expect(last).toEqual({ enteredUs: 1, returnedUs: 2, settledUs: 3, kind: "promise" });
  });

  test("that throws, at once or later, gave control back too", async () => {
    const atOnce = await perform(() => {
      throw new TypeError("no");
    });
    expect(atOnce.outcome).toEqual({
      kind: "threw",
      message: "TypeError: no",
      stack: ["there (client.ts:1:1)"],
    });
    expect(atOnce.last).toEqual({ enteredUs: 1, returnedUs: 2, settledUs: 2, kind: "value" });
    const later = await perform(() => Promise.reject(new Error("late")));
    expect(later.outcome).toMatchObject({ kind: "threw", message: "Error: late" });
    expect(later.last).toEqual({ enteredUs: 1, returnedUs: 2, settledUs: 3, kind: "promise" });
  });

  test("that is still open told when it was entered", async () => {
    const facts: ClientFact[] = [];
    void performExperiment({
      load: () => ({ never: () => new Promise(() => {}) }),
      experiment: "never",
      now: () => 5,
      facts: { push: (fact) => void facts.push(fact), flush() {} },
      framesOf: () => [],
    });
    expect(facts.at(-1)).toEqual({
      kind: "control",
      control: { enteredUs: 5, returnedUs: 5, kind: "promise" },
    });
  });

  test("of what is no function never began", async () => {
    const { outcome, controls } = await perform(1);
    expect(outcome).toMatchObject({ message: "Error: client.ts exports no function experiment." });
    expect(controls).toEqual([]);
  });
});
