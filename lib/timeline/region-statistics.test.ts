import { describe, expect, test } from "vitest";
import { randomRecord, scenarioRecord, testRecord } from "./build-records.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { regionStatistics } from "./region-statistics.ts";
import { areaUntil } from "./step-curve.ts";

const waves = scenarioRecord({
  calls: 25,
  kind: "concurrent",
  serviceUs: 1_000_000,
  roundTripUs: 10_000,
  workers: 10,
});

describe("the statistics of a stretch of time", () => {
  test("count the calls under way in it and the time inside it by phase", () => {
    // The second wave: ten execute, five wait, the ten of the first have gone home.
    const { calls, phases } = regionStatistics(waves, { fromUs: 1_100_000, toUs: 1_300_000 }, 0);
    expect(calls).toBe(15);
    expect(phases).toEqual([
      ["execution", 10 * 200_000],
      ["queue", 5 * 200_000],
    ]);
  });

  test("take percentiles over whole calls, and say when there are too few", () => {
    const { measured, p50, p95 } = regionStatistics(waves, { fromUs: 1_100_000, toUs: 1_300_000 }, 0);
    expect([measured, p50?.value, p95?.value]).toEqual([15, 2_010_000, 3_010_000]);
    expect([p50?.enough, p95?.enough]).toEqual([true, false]);
  });

  test("a failure is under way but has no latency", () => {
    const base = {
      intended: 0,
      sent: 0,
      arrived: 5,
      started: 5,
      ended: 90,
      replied: 90,
      received: 95,
      resumed: 95,
    };
    const record = testRecord({ attempts: [base, { ...base, status: 13 }] });
    expect(regionStatistics(record, { fromUs: 10, toUs: 20 }, 95)).toMatchObject({ calls: 2, measured: 1 });
  });

  test("nothing happens where nothing happened", () => {
    expect(regionStatistics(waves, { fromUs: 9_000_000, toUs: 9_500_000 }, 0)).toEqual({
      calls: 0,
      nested: 0,
      measured: 0,
      p50: null,
      p95: null,
      phases: [],
    });
  });

  test("an open phase counts until now", () => {
    const record = testRecord({ attempts: [{ intended: 0, sent: 0, arrived: 5, started: 5, status: 255 }] });
    expect(regionStatistics(record, { fromUs: 50, toUs: 500 }, 80).phases).toEqual([["execution", 30]]);
  });

  test("over neighbouring stretches of random runs the sums are the areas below the curves", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const record = randomRecord(seed, 40);
      const { concurrency, lastUs } = layoutLanes(record);
      for (const region of [
        { fromUs: 0, toUs: Math.floor(lastUs / 3) },
        { fromUs: Math.floor(lastUs / 3), toUs: lastUs },
      ]) {
        const sums = new Map(regionStatistics(record, region, lastUs).phases);
        const area = (name: "queued" | "executing") =>
          areaUntil(concurrency[name], region.toUs) - areaUntil(concurrency[name], region.fromUs);
        expect(sums.get("execution") ?? 0).toBe(area("executing"));
        expect(sums.get("queue") ?? 0).toBe(area("queued"));
      }
    }
  });
});
