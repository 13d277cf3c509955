import { expect, test } from "vitest";
import { createFactGate } from "./fact-gate.ts";

const beat = { kind: "beats", atUs: [1] };

test("facts pass, and what is none is left out", () => {
  const gate = createFactGate(100);
  expect(gate.read([beat, null, { kind: "other" }, beat])).toEqual([beat, beat]);
  expect(gate.read("nothing")).toEqual([]);
  expect(gate.read({ length: 1e9 })).toEqual([]);
});

test("a run that tells too much is told from one that tells much", () => {
  const gate = createFactGate(100);
  expect(gate.read(Array(50).fill({ kind: "mark", mark: "sleep" }))).toHaveLength(50);
  expect(gate.read(Array(51).fill({ kind: "mark", mark: "sleep" }))).toBeNull();
});

test.each<[string, unknown]>([
  ["many messages that say little", [beat]],
  ["messages that say nothing", []],
  ["a message with many beats", [{ kind: "beats", atUs: Array(20).fill(1) }]],
])("%s are too much too", (_, said) => {
  const gate = createFactGate(1_000);
  let messages = 0;
  while (gate.read(said) !== null) messages += 1;
  expect(messages).toBeGreaterThan(10);
  expect(messages).toBeLessThanOrEqual(250);
});
