import { describe, expect, test } from "vitest";
import { missing } from "#lib/record/attempt-table.ts";
import { randomRecord, scenarioRecord, testRecord } from "./build-records.ts";
import type { RunLayout } from "./lane.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { placeLanes } from "./place-lanes.ts";

const run = scenarioRecord({
  calls: 25,
  serviceUs: 100_000,
  roundTripUs: 10_000,
  workers: 10,
  kind: "concurrent",
});
const lane = (layout: RunLayout, id: string) => layout.lanes.find((each) => each.id === id);
const times = (layout: RunLayout, id: string) => {
  const spans = lane(layout, id)?.spans;
  return Array.from({ length: spans?.length ?? 0 }, (_, i) => [spans?.startUs[i], spans?.endUs[i]]);
};

describe("lanes in raw server time", () => {
  test("show every execution as long as it was, at the server's own time", () => {
    const [aligned, raw] = [layoutLanes(run), layoutLanes(run, "raw")];
    // The first way out took 5 ms: without it every stamp of the server is 5 ms sooner.
    expect(times(raw, "worker:0:0")).toEqual(
      times(aligned, "worker:0:0").map(([from = 0, to = 0]) => [from - 5_000, to - 5_000]),
    );
    expect(raw.isRaw).toBe(true);
    expect(aligned.isRaw).toBe(false);
  });

  test("have one dashed lane between the sides, from sent to received, because its split is not known", () => {
    const raw = layoutLanes(run, "raw");
    expect(times(raw, "networkOut").slice(0, 1)).toEqual([[0, 110_000]]);
    expect(lane(raw, "networkBack")).toBeUndefined();
    expect(placeLanes([raw], 900).panels[0]?.lanes.every(({ form }) => form !== "ribbons")).toBe(true);
  });

  test("leave the result alone: the client's stamps alone say how long the run took", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const record = randomRecord(seed, 40);
      const clientEnds = [...record.attempts.received, ...record.attempts.resumed].filter(
        (at) => at !== missing,
      );
      const raw = layoutLanes(record, "raw");
      expect(raw.endUs).toBeGreaterThanOrEqual(Math.max(0, ...clientEnds));
      expect(raw.lastUs).toBeGreaterThanOrEqual(raw.endUs);
      expect(raw.record).toBe(record);
    }
  });

  test("still count every call once: L equals λ·W", () => {
    const { concurrency } = layoutLanes(run, "raw");
    expect(concurrency.meanInFlight).toBeCloseTo(concurrency.littleInFlight, 6);
    expect(concurrency.peak).toBe(25);
  });
});

describe("a run whose clocks contradict each other", () => {
  const contradicted = testRecord({
    attempts: [
      // The exchange puts its arrival long before it was sent, and its reply behind the client's receipt.
      {
        intended: 50_000,
        sent: 50_000,
        arrived: 1_000,
        started: 1_000,
        ended: 90_000,
        replied: 90_000,
        received: 70_000,
        resumed: 70_000,
      },
    ],
    header: { marks: ["clockError"] },
  });

  test("is drawn in raw time without being asked, with its server lanes", () => {
    const layout = layoutLanes(contradicted);
    expect(layout.isRaw).toBe(true);
    expect(times(layout, "worker:0:0")).toEqual([[50_000, 139_000]]);
    expect(times(layout, "networkOut")).toEqual([[50_000, 70_000]]);
    expect(layout.makespanUs).toBe(20_000);
  });

  test("so is one whose clocks were never tied together", () => {
    const { offsetUs: _, ...clock } = run.header.clock;
    const untied = { ...run, header: { ...run.header, clock: { ...clock, offsetUs: null } } };
    const layout = layoutLanes(untied);
    expect(layout.isRaw).toBe(true);
    expect(times(layout, "worker:0:0")).toHaveLength(3);
  });
});

test("callers from outside have only the server's clock, and are drawn on it", () => {
  const outside = testRecord({ attempts: [{ arrived: 5, started: 5, ended: 9, replied: 9, flags: 32 }] });
  expect(times(layoutLanes(outside, "raw"), "worker:0:0")).toEqual([[5, 9]]);
});
