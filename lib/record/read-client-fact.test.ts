import { describe, expect, test } from "vitest";
import { readClientFact } from "./read-client-fact.ts";
import type { ClientFact } from "./run-facts.ts";

const attempt = { call: 0, attempt: 0, method: "a.v1.B/C", blocking: false, intendedUs: 10 };
const outcome = { kind: "finished", returned: "1" } as const;
const entry = {
  atUs: 5,
  level: "info",
  text: "said",
  path: "client.ts",
  line: 3,
  stack: [],
  dropped: 0,
} as const;

describe("what the runtime says is read as it stands:", () => {
  const facts: ClientFact[] = [
    { kind: "began", zeroUnixMs: 1_700_000_000_000.25 },
    { kind: "attempt", attempt },
    {
      kind: "attempt",
      attempt: { ...attempt, sentUs: 11, receivedUs: 12, resumedUs: 13, code: 0, reply: "{}" },
    },
    {
      kind: "attempt",
      attempt: {
        ...attempt,
        code: 8,
        errorMessage: "full",
        refusal: { name: "QUEUE_FULL", values: { limit: "x" } },
      },
    },
    { kind: "message", call: 0, attempt: 0, atUs: 1, toClient: true, bytes: 5 },
    { kind: "beats", atUs: [1, 2] },
    { kind: "blocked", interval: { fromUs: 1, toUs: 2, reason: "busy" } },
    { kind: "control", control: { enteredUs: 1, returnedUs: 2, kind: "promise" } },
    { kind: "poll", poll: { call: 0, fromUs: 1, toUs: 2 } },
    { kind: "pings", pings: [{ t0: -5, t1: 1e12, t2: 1e12, t3: -1 }] },
    { kind: "log", entry },
    { kind: "mark", mark: "hiddenTab" },
    { kind: "httpVersion", httpVersion: "h2" },
    { kind: "ended", atUs: 9, outcome },
    {
      kind: "ended",
      atUs: 9,
      outcome: { kind: "threw", message: "Error: no", stack: ["f (client.ts:1:2)"] },
    },
    { kind: "ended", atUs: 9, outcome: { kind: "limit", limit: "runMs", value: 60_000 } },
  ];

  test.each(facts.map((fact) => [fact.kind, fact] as const))("%s", (_, fact) => {
    expect(readClientFact(fact)).toEqual(fact);
  });
});

describe("what no record could hold is none:", () => {
  test.each<[string, unknown]>([
    ["nothing", null],
    ["a number", 7],
    ["an unknown kind", { kind: "other" }],
    ["a kind of every object's", { kind: "constructor" }],
    ["an attempt without its fields", { kind: "attempt" }],
    ["a stamp that is no number", { kind: "attempt", attempt: { ...attempt, intendedUs: Number.NaN } }],
    ["a stamp beyond all tables", { kind: "ended", atUs: 1e300, outcome }],
    ["a stamp before the run", { kind: "beats", atUs: [-1] }],
    ["a call that a handler's would be", { kind: "attempt", attempt: { ...attempt, call: 1_000_000 } }],
    ["half a call", { kind: "poll", poll: { call: 0.5, fromUs: 1, toUs: 2 } }],
    ["a status that is none", { kind: "attempt", attempt: { ...attempt, code: -1 } }],
    ["a text that is an object", { kind: "log", entry: { ...entry, text: { toString: "no" } } }],
    ["a text without an end", { kind: "log", entry: { ...entry, text: "x".repeat(65_537) } }],
    ["a stack of a thousand frames", { kind: "log", entry: { ...entry, stack: Array(1_000).fill("f") } }],
    ["an end that says nothing", { kind: "ended", atUs: 1, outcome: { kind: "running" } }],
    ["a mark of the record's own", { kind: "mark", mark: "truncated" }],
    ["beats beyond what an argument list holds", { kind: "beats", atUs: Array(200_000).fill(1) }],
  ])("%s", (_, value) => {
    expect(readClientFact(value)).toBeNull();
  });

  test("and what stands beside the fields is left out", () => {
    expect(readClientFact({ kind: "mark", mark: "sleep", html: "<script>" })).toEqual({
      kind: "mark",
      mark: "sleep",
    });
  });
});
