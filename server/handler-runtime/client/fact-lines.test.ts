import { expect, test } from "vitest";
import type { ClientFact } from "#lib/record/run-facts.ts";
import { createFactLines } from "./fact-lines.ts";

const fact = (at: number): ClientFact => ({ kind: "beats", atUs: [at] }) as unknown as ClientFact;
const factsIn = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as ClientFact[];

test("what a thread tells that never gives way comes in lines of a bounded length, in order", async () => {
  const lines = createFactLines(() => false);
  const facts = Array.from({ length: 1_000 }, (_, at) => fact(at));
  for (const one of facts) {
    lines.push([one]);
    lines.hurry();
  }
  lines.end();
  const heard: ClientFact[][] = [];
  for await (const bytes of lines.read()) heard.push(factsIn(bytes));
  expect(Math.max(...heard.map(({ length }) => length))).toBeLessThanOrEqual(64);
  expect(heard.flat()).toEqual(facts);
});

test("while its reader takes nothing, each hurry writes down one line and not everything that waits", () => {
  const lengths: number[] = [];
  const lines = createFactLines((bytes) => {
    lengths.push(factsIn(bytes).length);
    return false;
  });
  for (let at = 0; at < 1_000; at++) {
    lines.push([fact(at)]);
    lines.hurry();
  }
  expect(Math.max(...lengths)).toBeLessThanOrEqual(64);
});

test("what waited leaves at once when there is room again", () => {
  const left: ClientFact[] = [];
  let hasRoom = false;
  const lines = createFactLines((bytes) => {
    if (hasRoom) left.push(...factsIn(bytes));
    return hasRoom;
  });
  const facts = Array.from({ length: 200 }, (_, at) => fact(at));
  lines.push(facts.slice(0, 150));
  lines.hurry();
  hasRoom = true;
  lines.push(facts.slice(150));
  lines.hurry();
  expect(left).toEqual(facts);
});
