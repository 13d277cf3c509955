import { describe, expect, test } from "vitest";
import {
  type AttemptTable,
  attemptFlags,
  createAttemptTable,
  openStatus,
} from "#lib/record/attempt-table.ts";
import { modelStart } from "#lib/record/modelled-run.ts";
import { createRunState } from "#lib/record/run-state.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { latenciesOf, toLatencySeries } from "./latency-series.ts";

function recordOf(rows: readonly { us: number; status: number; flags?: number }[]) {
  const attempts: AttemptTable = { ...createAttemptTable(rows.length), length: rows.length };
  rows.forEach(({ us, status, flags = 0 }, row) => {
    attempts.intended[row] = row * 10;
    attempts.sent[row] = row * 10 + 4;
    attempts.resumed[row] = row * 10 + us;
    attempts.received[row] = row * 10 + us - 1;
    attempts.status[row] = status;
    attempts.flags[row] = flags;
  });
  return { ...toRecord(createRunState(modelStart)), attempts };
}

test("the latencies of picked rows leave all others out", () => {
  const record = recordOf([
    { us: 300, status: 0 },
    { us: 5, status: 13 },
    { us: 100, status: 0 },
  ]);
  const { points, counts } = toLatencySeries(record, null, new Set([1, 2]));
  expect(points.map(({ row, us }) => [row, us])).toEqual([
    [1, 5],
    [2, 100],
  ]);
  expect([counts.ok, counts.failed]).toEqual([1, 1]);
});

describe("the latencies of a run", () => {
  const series = toLatencySeries(
    recordOf([
      { us: 300, status: 0 },
      { us: 5, status: 8, flags: attemptFlags.shed },
      { us: 900, status: 4, flags: attemptFlags.timeout },
      { us: 20, status: 1, flags: attemptFlags.cancelled },
      { us: 40, status: 13 },
      { us: 100, status: 0 },
      { us: 1, status: openStatus },
      { us: 2, status: 0, flags: attemptFlags.outside },
    ]),
  );

  test("are those of the answered calls; every other outcome is its own series", () => {
    expect([...latenciesOf(series)]).toEqual([100, 300]);
    expect(series.counts).toEqual({ ok: 2, failed: 1, timeout: 1, cancelled: 1, shed: 1 });
    expect([series.inFlight, series.outside]).toEqual([1, 1]);
  });

  test("may count a timeout as at least what the caller waited", () => {
    expect([...latenciesOf(series, "atLeastDeadline")]).toEqual([100, 300, 900]);
  });

  test("begin where the call should have started", () => {
    const [first] = series.points;
    expect(first).toEqual({ row: 0, startUs: 0, us: 300, replyUs: 299, lateUs: 4, outcome: "ok" });
  });
});
