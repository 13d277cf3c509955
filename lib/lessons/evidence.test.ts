import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missing } from "#lib/record/attempt-table.ts";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { latenessWithin } from "./calibration.ts";
import { blockedStretches, heartbeats, isContradicted, toRun } from "./evidence.ts";
import { longestBlocked, makespan, maxOverlap, ms, total, waves } from "./measure.ts";

function recorded(path: string): RunRecord {
  const parsed = parseRecordFile(readFileSync(join(import.meta.dirname, "../..", path), "utf8"));
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.problem)}`);
  return parsed.value;
}

const together = toRun("together", recorded("app/_data/recorded-runs/en/all-at-once.json"));
const blocking = toRun("blocking", recorded("app/_data/recorded-runs/en/blocking.json"));
const inTurn = toRun("lesson", recorded("lessons/02-waiting/01-one-after-another/recorded.json"), 15 * ms, {
  n: 5,
});

describe("a recorded run as evidence", () => {
  test("four calls at once overlap, four blocking calls do not", () => {
    expect(together.calls).toHaveLength(4);
    expect(maxOverlap(together.attempts, "started", "ended")).toBe(4);
    expect(maxOverlap(blocking.attempts, "started", "ended")).toBe(1);
    expect(waves(together.attempts)).toBe(1);
  });

  test("every call has its attempts, in the order in which they were made", () => {
    for (const { calls, attempts } of [together, blocking, inTurn]) {
      expect(calls.map((call) => call.attempts.length)).toEqual(calls.map(() => 1));
      const intended = attempts.map((attempt) => attempt.intended ?? Number.NaN);
      expect(intended).toEqual(intended.toSorted((a, b) => a - b));
      for (const call of calls) expect(total(call)).toBeGreaterThanOrEqual(1_000 * ms);
    }
  });

  test("a client that blocks has stretches without a heartbeat, and one that awaits has none of that length", () => {
    expect(blocking.attempts.every(({ isBlocking }) => isBlocking)).toBe(true);
    expect(longestBlocked(blocking, "client")).toBeGreaterThan(900 * ms);
    expect(longestBlocked(together, "client")).toBeLessThan(500 * ms);
    const [stretch] = blockedStretches(blocking, "client");
    expect(heartbeats(blocking, (stretch?.fromUs ?? 0) + 20 * ms, (stretch?.toUs ?? 0) - 20 * ms)).toBe(0);
    expect(heartbeats(together, 100 * ms, 900 * ms)).toBeGreaterThan(10);
  });

  test("what was returned, asked and replied are values", () => {
    const replies = inTurn.attempts.map(({ reply }) => (reply as { message: string }).message);
    expect(replies[0]).toMatch(/^Hello, Ada! Table \d+$/);
    expect(inTurn.returned).toEqual(replies);
    expect(inTurn.attempts.map(({ request }) => request)).toEqual(
      ["Ada", "Bo", "Chen", "Dora", "Eve"].map((name) => ({ name })),
    );
    expect(inTurn.attempts[0]?.status).toBe(0);
    expect([inTurn.jitterUs, inTurn.params]).toEqual([15 * ms, { n: 5 }]);
    expect(together.returned).toBeUndefined();
  });

  test("five calls in a row take as long as all of them", () => {
    const sum = inTurn.calls.reduce((us, call) => us + (total(call) ?? 0), 0);
    expect(makespan(inTurn.calls)).toBeGreaterThanOrEqual(sum);
  });

  test("a quiet machine is late by little, and one that delays every call is late by twice that", () => {
    expect(latenessWithin(together)).toBeLessThan(150 * ms);
    const late = inTurn.attempts.map((attempt) => ({ ...attempt, arrived: (attempt.sent ?? 0) + 90 * ms }));
    const quiet = { ...inTurn.record, threads: [] };
    expect(latenessWithin({ ...inTurn, record: quiet, attempts: late })).toBeGreaterThanOrEqual(180 * ms);
  });

  test("what the learner's own code has sent is known by its bytes", () => {
    const { record } = inTurn;
    const details = new Map([[0, { raw: true, requestBody: "CgFB", httpStatus: 415 } as const]]);
    const [made, other] = toRun("raw", { ...record, details }).attempts;
    expect([made?.isRaw, [...(made?.requestBody ?? [])], made?.httpStatus]).toEqual([true, [10, 1, 65], 415]);
    expect([other?.isRaw, other?.requestBody]).toEqual([false, undefined]);
  });
});

describe("a client that says what the server denies", () => {
  /** The record with another value in one row's column. */
  const forged = (column: "arrived" | "started" | "received" | "status", value: number) => {
    const { record } = inTurn;
    const table = { ...record.attempts, [column]: record.attempts[column].slice() };
    table[column][1] = value;
    return toRun("forged", { ...record, attempts: table });
  };

  test("is contradicted where the server never saw a call that is said to be answered", () => {
    expect([together, blocking, inTurn].map(isContradicted)).toEqual([false, false, false]);
    expect(forged("arrived", missing).attempts.map(({ isConfirmed }) => isConfirmed)).toContain(false);
    expect(isContradicted(forged("arrived", missing))).toBe(true);
  });

  test("is contradicted where an answer came before its handler began, or a call before it was sent", () => {
    const { started = 0, sent = 0 } = inTurn.attempts[1] ?? {};
    expect(isContradicted(forged("received", started - 100 * ms))).toBe(true);
    expect(isContradicted(forged("arrived", sent - 100 * ms))).toBe(true);
    expect(isContradicted(forged("received", started + 1 * ms))).toBe(false);
  });

  test("is contradicted where the server answered with an error", () => {
    const { record } = inTurn;
    const details = new Map([...record.details, [1, { ...record.details.get(1), serverStatus: 8 }] as const]);
    expect(isContradicted(toRun("forged", { ...record, details }))).toBe(true);
  });

  test("may well have failed where nobody heard of it", () => {
    const { record } = inTurn;
    const attempts = { ...record.attempts, arrived: record.attempts.arrived.slice() };
    attempts.arrived[1] = missing;
    const unreached = { ...attempts, status: attempts.status.slice() };
    unreached.status[1] = 14;
    expect(isContradicted(toRun("unreached", { ...record, attempts: unreached }))).toBe(false);
  });

  test("is not believed bytes that are none", () => {
    const { record } = inTurn;
    const details = new Map([[0, { raw: true, requestBody: "%%%" } as const]]);
    expect(toRun("raw", { ...record, details }).attempts[0]?.requestBody).toBeUndefined();
  });
});
