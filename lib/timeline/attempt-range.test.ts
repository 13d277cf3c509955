import { describe, expect, test } from "vitest";
import { attemptFlags, firstNestedCall, openStatus } from "#lib/record/attempt-table.ts";
import { countInside, rowsInside } from "./attempt-range.ts";
import { randomRecord, scenarioRecord, type TestAttempt, testRecord } from "./build-records.ts";
import { regionStatistics } from "./region-statistics.ts";
import { windowOf } from "./run-window.ts";

const call = (intended: number, lengthUs: number, more: TestAttempt = {}): TestAttempt => ({
  ...{ intended, sent: intended, arrived: intended + 1, started: intended + 2 },
  ...{ ended: intended + lengthUs - 2, replied: intended + lengthUs - 2 },
  ...{ received: intended + lengthUs - 1, resumed: intended + lengthUs },
  ...more,
});
const hop = (parentAttempt: number, intended: number, lengthUs: number) =>
  call(intended, lengthUs, { parentAttempt, flags: attemptFlags.nested, call: firstNestedCall });

const all = { fromUs: 0, toUs: 10_000, lowUs: 0, highUs: Number.POSITIVE_INFINITY };

describe("attempts under way in a stretch of time", () => {
  test("are those that the stretch's statistics count, from the run's first intended start", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const record = randomRecord(seed, 40);
      const { originUs, lastUs } = windowOf(record, false);
      const range = { fromUs: Math.floor(lastUs / 3), toUs: Math.floor(lastUs / 2) };
      const own = { fromUs: range.fromUs + originUs, toUs: range.toUs + originUs };
      const rows = rowsInside(record, { kind: "underWay", ...range });
      expect(countInside(record, rows).inside).toBe(regionStatistics(record, own, lastUs).calls);
    }
  });

  test("an open one is under way for ever", () => {
    const record = testRecord({ attempts: [{ intended: 0, sent: 0, status: openStatus }, call(0, 50)] });
    expect([...rowsInside(record, { kind: "underWay", fromUs: 500, toUs: 600 })]).toEqual([0]);
  });
});

describe("calls of a start and a latency", () => {
  test("lie inside when both do, bounds included", () => {
    const record = testRecord({ attempts: [call(0, 100), call(10, 100), call(20, 300), call(40, 100)] });
    const range = { kind: "started", fromUs: 10, toUs: 20, lowUs: 100, highUs: 299 } as const;
    expect([...rowsInside(record, range)]).toEqual([1]);
    expect([...rowsInside(record, { ...range, highUs: 300 })]).toEqual([1, 2]);
  });

  test("bring what their handlers called, whenever that began, and nobody else's", () => {
    const record = testRecord({
      attempts: [call(0, 100), call(200, 100), hop(0, 30, 10), hop(1, 230, 10), hop(2, 32, 2)],
    });
    const rows = rowsInside(record, { kind: "started", ...all, toUs: 10 });
    expect([...rows]).toEqual([0, 2, 4]);
    expect(countInside(record, rows)).toEqual({ inside: 1, all: 2 });
  });

  test("callers from outside and calls under way have no latency", () => {
    const record = testRecord({
      attempts: [call(0, 9, { flags: attemptFlags.outside }), { intended: 0, sent: 0, status: openStatus }],
    });
    expect(rowsInside(record, { kind: "started", ...all }).size).toBe(0);
  });

  test("a range that holds everything holds everything", () => {
    const record = scenarioRecord({
      ...{ calls: 25, kind: "concurrent", serviceUs: 1_000, roundTripUs: 10, workers: 10 },
    });
    const rows = rowsInside(record, { kind: "started", ...all, toUs: 1e9 });
    expect(countInside(record, rows)).toEqual({ inside: 25, all: 25 });
  });
});
