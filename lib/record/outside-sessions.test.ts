import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  RunnerState,
  type ServerAttempt,
  type ServerEvent,
  ServerEventSchema,
  StopReason,
} from "#lib/gen/playground/v1/event_pb.ts";
import { attemptFlags, missing, openStatus } from "./attempt-table.ts";
import { checkInvariants } from "./invariants.ts";
import { type OutsideParts, quietUs, toOutsideRecords } from "./outside-sessions.ts";
import { parseRecordFile, toRecordFile } from "./record-file.ts";

const zeroUs = 7e11;
const ms = 1_000;

function attempt(sequence: number, arrivedUs: number, more: object = {}): ServerEvent {
  const value = {
    sequence,
    method: "greet.v1.Greeter/SayHello",
    arrivedUs: zeroUs + arrivedUs,
    startedUs: zeroUs + arrivedUs + 10,
    endedUs: zeroUs + arrivedUs + 50 * ms,
    repliedUs: zeroUs + arrivedUs + 51 * ms,
    code: 0,
    userAgent: "curl/8.5.0",
    ...more,
  };
  return create(ServerEventSchema, { event: { case: "attempt", value } });
}

const open = { startedUs: undefined, endedUs: undefined, repliedUs: undefined, code: undefined };

const parts: OutsideParts = {
  deploymentId: "d",
  settings: {
    workers: 10,
    queueLimit: null,
    network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
    protocol: "connect",
    codec: "binary",
    calls: 1,
  },
  nowUs: zeroUs + 200 * ms,
  nowUnixMs: 1_000_000,
  isRecorded: () => false,
};

test("calls that come close after one another are one sound record from the first arrival on", () => {
  const [record, ...others] = toOutsideRecords([attempt(4, 0), attempt(9, 100 * ms)], parts);
  expect(others).toEqual([]);
  expect(record?.header).toMatchObject({ startedAtUnixMs: 999_800, outcome: { kind: "finished" } });
  expect(record?.header.durationUs).toBe(151 * ms);
  expect([...(record?.attempts.arrived ?? [])]).toEqual([0, 100 * ms]);
  expect([...(record?.attempts.call ?? [])]).toEqual([0, 1]);
  expect([...(record?.attempts.flags ?? [])]).toEqual([attemptFlags.outside, attemptFlags.outside]);
  expect(record?.details.get(1)).toMatchObject({ sequence: 9, userAgent: "curl/8.5.0" });
  expect(record && checkInvariants(record)).toEqual([]);
  expect(record && parseRecordFile(toRecordFile(record)).ok).toBe(true);
});

test("after a quiet while another record begins, with a zero and a name of its own", () => {
  const later = 51 * ms + quietUs + 1;
  const records = toOutsideRecords([attempt(4, 0), attempt(5, later)], {
    ...parts,
    nowUs: zeroUs + later + ms,
  });
  expect(records.map(({ attempts }) => [...attempts.arrived])).toEqual([[0], [0]]);
  expect(new Set(records.map(({ header }) => header.id)).size).toBe(2);
  const [first] = toOutsideRecords([attempt(4, 0)], parts);
  expect(records[0]?.header.id).toBe(first?.header.id);
});

test("a call under way keeps the record running, up to the present", () => {
  const [record] = toOutsideRecords([attempt(4, 0, open)], parts);
  expect(record?.header).toMatchObject({ outcome: { kind: "running" }, durationUs: 200 * ms });
  expect(record?.attempts.status[0]).toBe(openStatus);
  expect(record?.attempts.started[0]).toBe(missing);
});

test("the latest word about an attempt counts, and calls of a run do not", () => {
  const ofRun = attempt(5, 10, { runId: "r" });
  const [record] = toOutsideRecords([attempt(4, 0, open), ofRun, attempt(4, 0, { code: 5 })], parts);
  expect(record?.attempts.length).toBe(1);
  expect(record?.attempts.status[0]).toBe(5);
});

test("what a run recorded already, and what broke off before it arrived, is left out", () => {
  const broken = attempt(6, 0, { ...open, arrivedUs: undefined, code: 1, cancelled: true });
  const isRecorded = ({ sequence }: ServerAttempt) => sequence === 4;
  expect(toOutsideRecords([attempt(4, 0), broken], { ...parts, isRecorded })).toEqual([]);
});

test("log lines and the end of a runner find their session", () => {
  const line = (attemptSequence: number | undefined, text: string) =>
    create(ServerEventSchema, {
      event: { case: "log", value: { atUs: zeroUs + 20, text, attemptSequence } },
    });
  const stopped = (atUs: number) =>
    create(ServerEventSchema, {
      event: {
        case: "runner",
        value: {
          atUs: zeroUs + atUs,
          state: RunnerState.STOPPED,
          reason: StopReason.TIME_LIMIT,
          limit: "turnMs",
        },
      },
    });
  const events = [line(4, "own"), line(3, "of a run"), line(undefined, "of nobody"), attempt(4, 0)];
  const [record] = toOutsideRecords([stopped(-5), ...events, stopped(60 * ms)], parts);
  expect(record?.logs).toMatchObject([{ text: "own", attempt: 0 }]);
  expect(record?.runnerEvents).toMatchObject([{ reason: "timeLimit", atUs: 60 * ms }]);
});
