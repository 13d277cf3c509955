import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  type ServerAttempt,
  ServerAttemptSchema,
  ServerEventSchema,
} from "#lib/gen/playground/v1/event_pb.ts";
import { foldFacts } from "./modelled-run.ts";
import { createRecordedOutside } from "./recorded-outside.ts";
import type { RunFact } from "./run-facts.ts";
import { toRecord } from "./to-record.ts";

const pings: RunFact = {
  kind: "client",
  fact: { kind: "pings", pings: [{ t0: -300, t1: 1_000_000 - 200, t2: 1_000_000 - 200, t3: -100 }] },
};
const whole = { startedUs: 1_002_010, endedUs: 1_002_050, repliedUs: 1_002_060, code: 0 };

function outside(sequence: number, more: object = whole): ServerAttempt {
  return create(ServerAttemptSchema, { sequence, method: "a.B/C", arrivedUs: 1_002_000, ...more });
}

const told = (value: ServerAttempt): RunFact => {
  return { kind: "server", event: create(ServerEventSchema, { event: { case: "attempt", value } }) };
};

test("an attempt that a run recorded to its end is known by its number and its time", () => {
  const open = outside(8, { code: undefined });
  const isRecorded = createRecordedOutside([toRecord(foldFacts([pings, told(outside(7)), told(open)]))]);
  expect(isRecorded(outside(7))).toBe(true);
  expect(isRecorded(outside(9))).toBe(false);
});

test("one that was still under way when the run ended is not: its end is news", () => {
  const began = outside(8, { startedUs: 1_002_010, code: undefined });
  const isRecorded = createRecordedOutside([toRecord(foldFacts([pings, told(began)]))]);
  expect(isRecorded(outside(8))).toBe(false);
});

test("the same number from a server that started anew is another attempt", () => {
  const isRecorded = createRecordedOutside([toRecord(foldFacts([pings, told(outside(7))]))]);
  expect(isRecorded(outside(7, { ...whole, arrivedUs: 9_002_000 }))).toBe(false);
});
