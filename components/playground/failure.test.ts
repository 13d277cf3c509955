import { describe, expect, test } from "vitest";
import { createAttemptTable } from "#lib/record/attempt-table.ts";
import type { LogEntry, RunnerFact, RunOutcome, RunRecord } from "#lib/record/run-record.ts";
import { failureOfRecord } from "./failure.ts";

function record(parts: {
  logs?: LogEntry[];
  runnerEvents?: RunnerFact[];
  outcome?: RunOutcome;
  status?: number;
}): RunRecord {
  const attempts = { ...createAttemptTable(1), length: 1 };
  attempts.status[0] = parts.status ?? 0;
  return {
    header: { outcome: parts.outcome ?? { kind: "finished" } },
    attempts,
    logs: parts.logs ?? [],
    runnerEvents: parts.runnerEvents ?? [],
    details: new Map(),
  } as unknown as RunRecord;
}

const thrown: LogEntry = {
  atUs: 5,
  source: "server",
  level: "error",
  text: "TypeError: x is not a function",
  path: "server.ts",
  line: 7,
  attempt: 0,
  stack: ["sayHello (server.ts:7:12)"],
  dropped: 0,
};

describe("the failure of a run", () => {
  test("a run without trouble has none", () => {
    expect(failureOfRecord(record({}))).toBeNull();
  });

  test("a limit is named with its value and wins over the error it caused at the client", () => {
    const stopped: RunnerFact = {
      atUs: 9,
      state: "stopped",
      reason: "timeLimit",
      limit: "turnMs",
      limitValue: 2000,
    };
    const outcome: RunOutcome = { kind: "threw", message: "[resource_exhausted]", stack: [] };
    expect(failureOfRecord(record({ runnerEvents: [stopped], outcome, status: 8 }))).toEqual({
      kind: "limit",
      reason: "timeLimit",
      limit: "turnMs",
      value: 2000,
    });
  });

  test("a handler that threw is told with the visitor's own stack", () => {
    const failure = failureOfRecord(record({ logs: [thrown], status: 2 }));
    expect(failure).toMatchObject({ kind: "handlerThrew", code: 2, stack: ["sayHello (server.ts:7:12)"] });
  });

  test("an error that a handler logged on a call that succeeded is no failure", () => {
    expect(failureOfRecord(record({ logs: [thrown], status: 0 }))).toBeNull();
  });

  test("an idle runner is no failure", () => {
    const idle: RunnerFact = {
      atUs: 9,
      state: "stopped",
      reason: "idle",
      limit: "idleMs",
      limitValue: 60000,
    };
    expect(failureOfRecord(record({ runnerEvents: [idle] }))).toBeNull();
  });

  test("an experiment that threw is told when nothing on the server explains it", () => {
    const outcome: RunOutcome = { kind: "threw", message: "boom", stack: ["client.ts:3"] };
    expect(failureOfRecord(record({ outcome }))).toEqual({
      kind: "clientThrew",
      message: "boom",
      stack: ["client.ts:3"],
      reason: null,
    });
  });

  test("an experiment that threw without a line has that of the call whose error it did not catch", () => {
    const outcome: RunOutcome = { kind: "threw", message: "ConnectError: [x] no time left", stack: [] };
    const details = new Map([[0, { errorMessage: "no time left", line: 12 }]]);
    const failure = failureOfRecord({ ...record({ outcome, status: 4 }), details });
    expect(failure).toMatchObject({ kind: "clientThrew", stack: ["client.ts:12"], reason: null });
  });

  test("an experiment that threw a refusal has its reason, whichever call it was", () => {
    const refusal = { name: "MESSAGE_LIMIT", values: { limit: "maxMessageBytes", value: "4194304" } };
    const outcome: RunOutcome = { kind: "threw", message: "too large", stack: [], refusal };
    const failure = failureOfRecord(record({ outcome, status: 0 }));
    expect(failure).toMatchObject({ kind: "clientThrew", reason: refusal });
  });

  test("what the gateway answered in the handler's place keeps its reason", () => {
    const outcome: RunOutcome = { kind: "threw", message: "ConnectError: [x] The queue is full", stack: [] };
    const refusal = { name: "QUEUE_LIMIT", values: { limit: "queueLimit", value: "3" } };
    const details = new Map([[0, { errorMessage: "The queue is full", refusal }]]);
    const failure = failureOfRecord({ ...record({ outcome, status: 8 }), details });
    expect(failure).toMatchObject({ kind: "clientThrew", stack: [], reason: refusal });
  });
});
