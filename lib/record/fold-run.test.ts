import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LogLevel, RunnerState, ServerEventSchema, StopReason } from "#lib/gen/playground/v1/event_pb.ts";
import { attemptFlags, openStatus } from "./attempt-table.ts";
import { foldRun } from "./fold-run.ts";
import { checkInvariants } from "./invariants.ts";
import { foldFacts, modelStart } from "./modelled-run.ts";
import type { ClientFact, RunFact } from "./run-facts.ts";
import { createRunState } from "./run-state.ts";
import { toRecord } from "./to-record.ts";

const client = (fact: ClientFact): RunFact => ({ kind: "client", fact });
const attempt = (more: object): RunFact =>
  client({
    kind: "attempt",
    attempt: { call: 0, attempt: 0, method: "a.B/C", blocking: false, intendedUs: 1_000, ...more },
  });
const server = (more: object): RunFact => ({
  kind: "server",
  event: create(ServerEventSchema, {
    event: { case: "attempt", value: { sequence: 1, runId: modelStart.id, method: "a.B/C", ...more } },
  }),
});
/** One exchange of 200 µs each way with a server clock that is 1 000 000 µs ahead. */
const pings = client({ kind: "pings", pings: [{ t0: 0, t1: 1_000_200, t2: 1_000_200, t3: 400 }] });

describe("everything that is not an attempt", () => {
  const log = (atUs: number, text: string, attemptSequence?: number): RunFact => ({
    kind: "server",
    event: create(ServerEventSchema, {
      event: {
        case: "log",
        value: {
          atUs,
          level: LogLevel.WARN,
          text,
          path: "server.ts",
          line: 4,
          ...(attemptSequence && { attemptSequence }),
        },
      },
    }),
  });

  test("log lines of both sides stand in time order and know their attempt", () => {
    const { logs } = toRecord(
      foldFacts([
        pings,
        log(1_005_000, "in the handler", 1),
        log(400_000, "while loading"),
        log(300_000, "of an earlier call", 77),
        server({ arrivedUs: 1_001_500 }),
        client({
          kind: "log",
          entry: {
            atUs: 2_000,
            level: "info",
            text: "calling",
            path: "client.ts",
            line: 3,
            stack: [],
            dropped: 0,
          },
        }),
      ]),
    );
    expect(logs.map(({ atUs, text, source, attempt: row }) => [atUs, text, source, row])).toEqual([
      [0, "while loading", "server", null],
      [2_000, "calling", "client", null],
      [5_000, "in the handler", "server", 0],
    ]);
  });

  test("heartbeats, blocked stretches, runner events and marks are kept", () => {
    const stopped = create(ServerEventSchema, {
      event: {
        case: "runner",
        value: {
          atUs: 1_002_000,
          state: RunnerState.STOPPED,
          reason: StopReason.TIME_LIMIT,
          limit: "turnMs",
          limitValue: 2000,
        },
      },
    });
    const record = toRecord(
      foldFacts([
        pings,
        client({ kind: "beats", atUs: [10_000, 20_000] }),
        client({ kind: "beats", atUs: [30_000] }),
        client({ kind: "blocked", interval: { fromUs: 30_000, toUs: 640_000, reason: "call" } }),
        client({ kind: "mark", mark: "hiddenTab" }),
        client({ kind: "httpVersion", httpVersion: "http/1.1" }),
        { kind: "server", event: stopped },
        { kind: "gap", dropped: 3 },
      ]),
    );
    expect([...(record.threads[0]?.beats ?? [])]).toEqual([10_000, 20_000, 30_000]);
    expect(record.header).toMatchObject({
      durationUs: 640_000,
      httpVersion: "http/1.1",
      marks: ["hiddenTab", "recordGap"],
    });
    expect(record.runnerEvents).toEqual([
      { atUs: 2_000, state: "stopped", reason: "timeLimit", limit: "turnMs", limitValue: 2000 },
    ]);
  });

  test("a request leaves when its emulated connection is open, which the server says", () => {
    const told = [
      pings,
      attempt({ sentUs: 1_100, receivedUs: 200_000, resumedUs: 200_000, code: 0 }),
      server({ arrivedUs: 1_120_000, startedUs: 1_120_000, connection: 2, connectionWaitUs: 80_000 }),
    ];
    const { attempts, details } = toRecord(foldFacts(told));
    expect([attempts.intended[0], attempts.sent[0], attempts.arrived[0]]).toEqual([1_000, 81_100, 120_000]);
    expect(details.get(0)).toMatchObject({ connection: 2, connectUs: 80_000 });
    expect(attempts.flags[0]).toBe(0);
  });

  test("a run that was stopped says what the server saw of calls under way", () => {
    const told = [
      pings,
      attempt({ sentUs: 1_100 }),
      server({
        arrivedUs: 1_001_500,
        startedUs: 1_001_600,
        endedUs: 1_004_000,
        repliedUs: 1_004_000,
        code: 1,
        cancelled: true,
      }),
    ];
    expect(toRecord(foldFacts(told)).attempts.status[0]).toBe(openStatus);
    const { attempts, header } = toRecord(foldFacts([...told, { kind: "stopped", atUs: 3_500 }]));
    expect([attempts.status[0], attempts.flags[0]]).toEqual([1, attemptFlags.cancelled]);
    expect(header.outcome).toEqual({ kind: "stopped" });
  });

  test("more attempts than a record holds are left out and said", () => {
    const record = toRecord(
      foldFacts([pings, attempt({ call: 0 }), attempt({ call: 1 }), attempt({ call: 2 })]),
      2,
    );
    expect(record.attempts.length).toBe(2);
    expect(record.header.marks).toEqual(["truncated"]);
  });
});

describe("folding", () => {
  test("leaves older states as they were, also when two futures grow from one", () => {
    const before = foldFacts([pings, attempt({ call: 0 })]);
    const one = foldRun(before, attempt({ call: 1 }));
    const other = foldRun(before, attempt({ call: 2 }));
    const calls = (state: typeof before) => [...toRecord(state).attempts.call];
    expect([calls(before), calls(one), calls(other)]).toEqual([[0], [0, 1], [0, 2]]);
  });

  test("drops what belongs to another run", () => {
    const state = foldRun(createRunState(modelStart), server({ runId: "run-0" }));
    expect(toRecord(state).attempts.length).toBe(0);
  });

  test("an empty run is a record of nothing", () => {
    const record = toRecord(createRunState(modelStart));
    expect(checkInvariants(record)).toEqual([]);
    expect(record.header).toMatchObject({
      durationUs: 0,
      totals: { offered: 0 },
      outcome: { kind: "running" },
    });
  });
});
