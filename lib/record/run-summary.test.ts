import { describe, expect, test } from "vitest";
import { testRecord } from "#lib/timeline/build-records.ts";
import { attemptFlags, firstNestedCall } from "./attempt-table.ts";
import { foldRun } from "./fold-run.ts";
import { foldFacts, type ModelClocks, modelAttempts, modelFacts, type RunModel } from "./modelled-run.ts";
import { compareMakespans, summarizeRun } from "./run-summary.ts";
import { toRecord } from "./to-record.ts";

const clocks: ModelClocks = {
  offsetUs: 4e11,
  driftUsPerS: 0,
  stepUs: 1,
  pingOutUs: () => 90,
  pingBackUs: () => 90,
};

function run(model: Partial<RunModel> & { readonly serviceMs: number; readonly roundTripMs: number }) {
  const attempts = modelAttempts({
    calls: 1,
    blocking: false,
    workers: 1_000,
    sockets: 1_000,
    serviceUs: () => model.serviceMs * 1_000,
    oneWayUs: () => model.roundTripMs * 500,
    timeoutUs: Number.POSITIVE_INFINITY,
    queueLimit: Number.POSITIVE_INFINITY,
    outsideEvery: 0,
    ...model,
  });
  return foldFacts(modelFacts(attempts, clocks));
}

describe("the summary of a run", () => {
  test.each([
    { calls: 4, serviceMs: 100, roundTripMs: 20, workers: 4, sockets: 1_000, syncMs: 480, asyncMs: 120 },
    { calls: 8, serviceMs: 100, roundTripMs: 20, workers: 4, sockets: 1_000, syncMs: 960, asyncMs: 220 },
    { calls: 20, serviceMs: 100, roundTripMs: 20, workers: 4, sockets: 1_000, syncMs: 2400, asyncMs: 520 },
    { calls: 20, serviceMs: 100, roundTripMs: 20, workers: 20, sockets: 1_000, syncMs: 2400, asyncMs: 120 },
    { calls: 20, serviceMs: 100, roundTripMs: 20, workers: 20, sockets: 6, syncMs: 2400, asyncMs: 480 },
    { calls: 20, serviceMs: 100, roundTripMs: 20, workers: 4, sockets: 6, syncMs: 2400, asyncMs: 540 },
    { calls: 20, serviceMs: 1, roundTripMs: 100, workers: 1, sockets: 1_000, syncMs: 2020, asyncMs: 120 },
  ])(
    "$calls calls of $serviceMs ms on $workers workers take $syncMs ms one by one, $asyncMs ms at once",
    (row) => {
      const sync = summarizeRun(toRecord(run({ ...row, blocking: true })));
      const async = summarizeRun(toRecord(run({ ...row, blocking: false })));
      // The model adds 1 µs for the reply and 40 µs to resume each call.
      expect(Math.round((sync.makespanUs ?? 0) / 5_000) * 5).toBe(row.syncMs);
      expect(Math.round((async.makespanUs ?? 0) / 5_000) * 5).toBe(row.asyncMs);
      expect(compareMakespans(sync, async)?.slower).toBe("a");
      expect(compareMakespans(async, sync)?.ratio).toBeCloseTo(row.syncMs / row.asyncMs, 1);
      expect(async.maxOverlap).toBe(row.calls);
    },
  );

  test("25 calls of 1 s on 10 workers come in waves of 10, 10 and 5", () => {
    const summary = summarizeRun(toRecord(run({ calls: 25, serviceMs: 1_000, roundTripMs: 2, workers: 10 })));
    expect(summary).toMatchObject({ calls: 25, waves: [10, 10, 5], slots: 10, maxQueued: 15 });
    expect(summary.busiestPhase?.kind).toBe("execution");
    expect(summary.totals).toMatchObject({ offered: 25, ok: 25, failed: 0 });
  });

  test("calls one after another never overlap; the phase that waits is named", () => {
    const state = run({ calls: 3, serviceMs: 1, roundTripMs: 200, blocking: true });
    const record = toRecord(state);
    expect(summarizeRun(record).maxOverlap).toBe(1);
    expect(["networkOut", "networkBack"]).toContain(summarizeRun(record).busiestPhase?.kind);
  });

  test("a blocked client is a share of the run, and the longest silence of its heart is known", () => {
    const quiet = run({ calls: 1, serviceMs: 600, roundTripMs: 0, blocking: true });
    const blocked = foldRun(quiet, {
      kind: "client",
      fact: { kind: "blocked", interval: { fromUs: 0, toUs: 300_000, reason: "call" } },
    });
    const told = foldRun(blocked, {
      kind: "client",
      fact: { kind: "beats", atUs: [10_000, 20_000, 620_000, 630_000] },
    });
    const summary = summarizeRun(toRecord(told));
    expect(summary.longestBeatGapUs).toBe(600_000);
    expect(summary.blockedShare).toBeCloseTo(0.5, 2);
  });

  test("work for callers who had left is counted", () => {
    const summary = summarizeRun(
      toRecord(run({ calls: 2, serviceMs: 500, roundTripMs: 20, timeoutUs: 100_000 })),
    );
    expect(summary.wastedUs).toBe(2 * 410_000);
    expect(summary.totals).toMatchObject({ ok: 0, failed: 2 });
  });

  test("a run without calls has numbers too", () => {
    const summary = summarizeRun(toRecord(foldFacts([])));
    expect(summary).toMatchObject({
      calls: 0,
      makespanUs: null,
      busiestPhase: null,
      maxOverlap: 0,
      waves: [],
    });
    expect(compareMakespans(summary, summary)).toBeNull();
  });
});

test("callers from outside and calls that handlers made are counted apart", () => {
  const nested = { flags: attemptFlags.nested, parentAttempt: 0, intended: 2, resumed: 8 };
  const record = testRecord({
    attempts: [
      { intended: 0, resumed: 10 },
      { ...nested, call: firstNestedCall },
      { ...nested, call: firstNestedCall + 1 },
      { arrived: 3, replied: 9, flags: attemptFlags.outside },
    ],
    header: { totals: { offered: 1, ok: 1, failed: 0, shed: 0, unsent: 0, inFlight: 0 } },
  });
  expect(summarizeRun(record)).toMatchObject({ calls: 1, nested: 2, outside: 1, maxOverlap: 1 });
});
