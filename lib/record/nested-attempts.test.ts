import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { attemptFlags, firstNestedCall, missing, noThread } from "./attempt-table.ts";
import { foldRun } from "./fold-run.ts";
import { checkInvariants } from "./invariants.ts";
import { parseRecordFile, toRecordFile } from "./record-file.ts";
import type { RunFact } from "./run-facts.ts";
import { createRunState } from "./run-state.ts";
import { toRecord } from "./to-record.ts";

const start = {
  id: "run-1",
  deploymentId: "d",
  experiment: "x",
  title: "X",
  settings: {
    workers: null,
    queueLimit: null,
    network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
    protocol: "connect",
    codec: "binary",
    calls: 1,
  },
  hosts: 1,
  stepUs: 5,
} as const;

/** The server's clock is a second ahead; a ping took 200 µs. */
const pings: RunFact = {
  kind: "client",
  fact: { kind: "pings", pings: [{ t0: -300, t1: 999_800, t2: 999_800, t3: -100 }] },
};
const outer: RunFact = {
  kind: "client",
  fact: {
    kind: "attempt",
    attempt: {
      ...{ call: 0, attempt: 0, method: "a.A/A", blocking: false, code: 0 },
      ...{ intendedUs: 1_000, sentUs: 1_100, receivedUs: 9_000, resumedUs: 9_050 },
    },
  },
};
const served = { sequence: 1, runId: "run-1", method: "a.A/A", code: 0 };
const outerServed = server({
  ...served,
  ...{ arrivedUs: 1_001_200, startedUs: 1_001_300, endedUs: 1_008_000, repliedUs: 1_008_100 },
});

type Attempt = Extract<
  NonNullable<Parameters<typeof create<typeof ServerEventSchema>>[1]>["event"],
  { case: "attempt" }
>;

function server(value: Attempt["value"]): RunFact {
  return { kind: "server", event: create(ServerEventSchema, { event: { case: "attempt", value } }) };
}

/** A call from one handler to another: all its stamps are the server's. */
function hop(sequence: number, parentSequence: number | undefined, fromUs: number, lengthUs: number) {
  return server({
    ...{
      sequence,
      parentSequence,
      runId: "run-1",
      nested: true,
      method: "b.B/B",
      code: 0,
      callerCode: 0,
      worker: sequence,
    },
    ...{ intendedUs: fromUs, sentUs: fromUs + 10, arrivedUs: fromUs + 20, startedUs: fromUs + 30 },
    ...{ endedUs: fromUs + lengthUs - 30, repliedUs: fromUs + lengthUs - 20 },
    ...{ receivedUs: fromUs + lengthUs - 10, resumedUs: fromUs + lengthUs },
  });
}

const ended: RunFact = {
  kind: "client",
  fact: { kind: "ended", atUs: 10_000, outcome: { kind: "finished" } },
};
const recordOf = (...facts: readonly RunFact[]) => toRecord(facts.reduce(foldRun, createRunState(start)));

describe("a call that a handler made", () => {
  const record = recordOf(
    pings,
    outer,
    outerServed,
    hop(2, 1, 1_002_000, 4_000),
    hop(3, 2, 1_003_000, 1_000),
    ended,
  );

  test("is a row below that of the handler's own attempt", () => {
    const { parentAttempt, call, flags, clientThread } = record.attempts;
    expect([...parentAttempt]).toEqual([missing, 0, 1]);
    expect([...call]).toEqual([0, firstNestedCall, firstNestedCall + 1]);
    expect([...flags]).toEqual([0, attemptFlags.nested, attemptFlags.nested]);
    expect([...clientThread]).toEqual([0, noThread, noThread]);
  });

  test("has all eight stamps on the run's axis, moved by the server's offset alone", () => {
    const { attempts } = record;
    expect([attempts.intended[1], attempts.sent[1], attempts.arrived[1], attempts.started[1]]).toEqual([
      2_000, 2_010, 2_020, 2_030,
    ]);
    expect([attempts.ended[1], attempts.replied[1], attempts.received[1], attempts.resumed[1]]).toEqual([
      5_970, 5_980, 5_990, 6_000,
    ]);
    expect(checkInvariants(record)).toEqual([]);
  });

  test("is not counted among the calls of the run", () => {
    expect(record.header.totals).toMatchObject({ offered: 1, ok: 1 });
  });

  test("survives the record's file", () => {
    const parsed = parseRecordFile(toRecordFile(record));
    expect(parsed.ok && [...parsed.value.attempts.parentAttempt]).toEqual([missing, 0, 1]);
  });

  test("gets the code that the handler saw, and says that it left when its signal fired", () => {
    const left = server({
      ...{ sequence: 2, parentSequence: 1, runId: "run-1", nested: true, method: "b.B/B", cancelled: true },
      ...{ intendedUs: 1_002_000, sentUs: 1_002_010, arrivedUs: 1_002_020, receivedUs: 1_003_000 },
      ...{ resumedUs: 1_003_010, code: 1, callerCode: 4 },
    });
    const { attempts } = recordOf(pings, outer, outerServed, left, ended);
    expect([attempts.status[1], attempts.flags[1]]).toEqual([4, attemptFlags.nested | attemptFlags.timeout]);
  });
});

describe("a call whose parent is told of later", () => {
  test("waits for its parent's row, so that parents stand before their children", () => {
    const record = recordOf(
      pings,
      outer,
      hop(3, 2, 1_003_000, 1_000),
      hop(2, 1, 1_002_000, 4_000),
      outerServed,
    );
    expect([...record.attempts.parentAttempt]).toEqual([missing, 0, 1]);
    expect(checkInvariants(record)).toEqual([]);
  });

  test("appears without one when the run is over and the parent never came", () => {
    expect(recordOf(pings, outer, hop(3, 2, 1_003_000, 1_000)).attempts.length).toBe(1);
    const { attempts } = recordOf(pings, outer, hop(3, 2, 1_003_000, 1_000), ended);
    expect([...attempts.parentAttempt]).toEqual([missing, missing]);
  });

  test("of nobody's stands by itself", () => {
    const { attempts } = recordOf(pings, outer, outerServed, hop(2, undefined, 1_002_000, 1_000));
    expect([attempts.parentAttempt[1], attempts.flags[1]]).toEqual([missing, attemptFlags.nested]);
  });
});
