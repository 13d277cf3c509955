import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { type ServerEvent, ServerEventSchema } from "#lib/gen/playground/v1/event_pb.ts";
import { foldFacts, modelStart } from "./modelled-run.ts";
import { recordAt } from "./record-at.ts";
import { parseRecordFile, toRecordFile } from "./record-file.ts";
import type { ClientFact, RunFact } from "./run-facts.ts";
import { toRecord } from "./to-record.ts";

const zeroUs = 5_000_000;
const client = (fact: ClientFact): RunFact => ({ kind: "client", fact });
const server = (event: ServerEvent["event"]): RunFact => ({
  kind: "server",
  event: create(ServerEventSchema, { event }),
});
const busy = (fromUs: number, toUs: number): RunFact =>
  server({
    case: "busy",
    value: {
      $typeName: "playground.v1.ThreadBusy",
      fromUs: zeroUs + fromUs,
      toUs: zeroUs + toUs,
      replica: 0,
    },
  });
const asked = (atUs: number, key: string, runId: string = modelStart.id): RunFact =>
  server({
    case: "fixture",
    value: {
      $typeName: "playground.v1.FixtureCall",
      ...{
        atUs: zeroUs + atUs,
        fixture: "playground.fixtures.v1.Ledger",
        op: "Append",
        key,
        payload: "p",
        runId,
      },
    },
  });

const held = (atUs: number, bytes: number): RunFact =>
  server({
    case: "heap",
    value: { $typeName: "playground.v1.HeapUse", atUs: zeroUs + atUs, bytes, replica: 0 },
  });

/** One call of 100 ms; the server's clock is 5 s ahead. */
const facts: readonly RunFact[] = [
  client({ kind: "began", zeroUnixMs: 1 }),
  client({ kind: "pings", pings: [{ t0: 0, t1: zeroUs, t2: zeroUs, t3: 0 }] }),
  client({ kind: "control", control: { enteredUs: 10 } }),
  client({
    kind: "attempt",
    attempt: {
      ...{ call: 0, attempt: 0, method: "a.B/C", blocking: false, code: 0 },
      ...{ intendedUs: 100, sentUs: 200, receivedUs: 100_000, resumedUs: 100_100 },
    },
  }),
  client({ kind: "poll", poll: { call: 0, fromUs: 40_000, toUs: 40_010 } }),
  client({ kind: "poll", poll: { call: 0, fromUs: 90_000, toUs: 90_020 } }),
  busy(-50_000, -20_000),
  busy(-5_000, 10_000),
  busy(30_000, 80_000),
  busy(300_000, 400_000),
  asked(50_000, "mine"),
  asked(60_000, "another run's", "other"),
  asked(-1_000, "earlier, from outside", ""),
  held(-100, 1),
  held(90_000, 30),
  held(20_000, 20),
  held(500_000, 4),
  client({ kind: "control", control: { enteredUs: 10, returnedUs: 150, kind: "promise" } }),
  client({
    kind: "control",
    control: { enteredUs: 10, returnedUs: 150, settledUs: 120_000, kind: "promise" },
  }),
  client({ kind: "ended", atUs: 120_000, outcome: { kind: "finished", returned: "[1]" } }),
];

describe("what a run's record testifies", () => {
  const record = toRecord(foldFacts(facts));

  test("is when the server's thread was busy, within the run", () => {
    expect(record.threads.map(({ side }) => side)).toEqual(["client", "server"]);
    expect(record.threads[1]?.blocked).toEqual([
      { fromUs: 0, toUs: 10_000, reason: "busy" },
      { fromUs: 30_000, toUs: 80_000, reason: "busy" },
    ]);
  });

  test("is what fixtures were asked on behalf of this run", () => {
    expect(record.fixtures).toEqual([
      { atUs: 50_000, fixture: "ledger", op: "Append", key: "mine", payload: "p", attempt: null },
    ]);
  });

  test("is what the heap held during the run", () => {
    expect(record.heap).toEqual([
      { atUs: 20_000, bytes: 20, replica: 0 },
      { atUs: 90_000, bytes: 30, replica: 0 },
    ]);
    expect(recordAt(record, 50_000).record.heap).toEqual([{ atUs: 20_000, bytes: 20, replica: 0 }]);
  });

  test("is the same in its file, and files without it still parse", () => {
    const parsed = parseRecordFile(toRecordFile(record));
    expect(parsed).toEqual({ ok: true, value: { ...record, header: { ...record.header, recorded: true } } });
    const { control: _, polls: __, fixtures: ___, heap: ____, ...older } = record;
    const outcome = { kind: "finished" } as const;
    const old = { ...older, header: { ...older.header, outcome, recorded: true } };
    expect(parseRecordFile(toRecordFile(old))).toEqual({ ok: true, value: old });
  });

  test("was not known before it happened", () => {
    const at = (us: number) => recordAt(record, us - 100).record;
    expect(at(120)).toMatchObject({ control: { enteredUs: 10 }, polls: [], fixtures: [] });
    expect(at(120).control).toEqual({ enteredUs: 10 });
    expect(at(40_020)).toMatchObject({ control: { returnedUs: 150, kind: "promise" }, polls: [{ call: 0 }] });
    expect(at(40_020).control?.settledUs).toBeUndefined();
    expect(at(50_001).fixtures).toHaveLength(1);
  });
});
