import { describe, expect, test } from "vitest";
import { missing, openStatus } from "#lib/record/attempt-table.ts";
import type { BlockedInterval, RunOutcome } from "#lib/record/run-record.ts";
import { testRecord } from "./build-records.ts";
import { beatGaps, gapAt } from "./layout-client.ts";
import { layoutLanes } from "./layout-lanes.ts";

const stopped = { kind: "stopped" } as const;
const running = { kind: "running" } as const;

type Blocking = {
  readonly status?: number;
  readonly blocked?: readonly BlockedInterval[];
  readonly beats?: number[];
};

/** One blocking call returned at 900 ms, the next one began there and is under way; the record reaches to 2 s. */
const layout = (
  outcome: RunOutcome,
  { status = openStatus, blocked = [], beats = [0, 10_000] }: Blocking = {},
) =>
  layoutLanes(
    testRecord({
      attempts: [
        { intended: 12_000, sent: 12_100, received: 899_000, resumed: 900_000, detail: { blocking: true } },
        { intended: 900_000, sent: 900_100, status, detail: { blocking: true } },
      ],
      threads: [
        {
          name: "client",
          side: "client",
          beats: Uint32Array.from(beats),
          blocked: [{ fromUs: 12_000, toUs: 900_000, reason: "call" }, ...blocked],
        },
      ],
      header: { outcome, durationUs: 2_000_000 },
    }),
  );
const clientOf = (...made: Parameters<typeof layout>) => {
  const [lane] = layout(...made).lanes;
  const { spans, gaps, freeUntilUs } = lane ?? expect.unreachable("a run has a client lane");
  const bars = Array.from(spans.startUs, (start, i) => [start, spans.endUs[i], spans.row[i]]);
  return { bars, gaps, freeUntilUs };
};

describe("a blocking call under way", () => {
  test("blocks the thread until now while the run goes on, and so does the pause of the heartbeat", () => {
    const { bars, gaps, freeUntilUs } = clientOf(running);
    expect(bars).toEqual([
      [12_000, 900_000, 0],
      [900_000, missing, 1],
    ]);
    expect(gaps).toEqual([{ fromUs: 10_000, toUs: missing }]);
    expect(freeUntilUs).toBe(missing);
  });

  test.each([openStatus, 1])(
    "blocks the thread until the run's end when it was stopped (status %i)",
    (status) => {
      const { bars, gaps, freeUntilUs } = clientOf(stopped, { status });
      expect(bars.at(-1)).toEqual([900_000, 2_000_000, 1]);
      expect(gaps).toEqual([{ fromUs: 10_000, toUs: 2_000_000 }]);
      expect(freeUntilUs).toBe(10_000);
      expect(layout(stopped, { status }).endUs).toBe(2_000_000);
    },
  );

  test("is not drawn twice when whoever stopped the run has told the stretch", () => {
    const told = { fromUs: 900_050, toUs: 1_990_000, reason: "call" } as const;
    const { bars, gaps } = clientOf(stopped, { blocked: [told] });
    expect(bars).toEqual([
      [12_000, 900_000, 0],
      [900_050, 1_990_000, 1],
    ]);
    expect(gaps).toEqual([{ fromUs: 10_000, toUs: 1_990_000 }]);
  });

  test("no longer blocks a thread whose heart has beaten since", () => {
    expect(clientOf(running, { beats: [0, 10_000, 905_000] }).bars).toHaveLength(1);
  });

  test("is not under way in a run that finished", () => {
    expect(clientOf({ kind: "finished" }).bars).toHaveLength(1);
  });
});

describe("gaps of the heartbeat", () => {
  const gapsOf = (beatsMs: readonly number[], blockedMs: readonly (readonly [number, number])[]) =>
    beatGaps(
      Uint32Array.from(beatsMs, (ms) => ms * 1_000),
      blockedMs.map(([from, to]) => ({ fromUs: from * 1_000, toUs: to * 1_000, reason: "call" })),
    ).map(({ fromUs, toUs }) => [fromUs / 1_000, toUs / 1_000]);

  test("up to 50 ms are nothing on a free thread", () => {
    expect(gapsOf([0, 32, 82], [])).toEqual([]);
    expect(gapsOf([0, 32, 83], [])).toEqual([[32, 83]]);
  });

  test("beyond 25 ms count where a call blocked the thread, and only there", () => {
    expect(gapsOf([0, 32, 64, 90], [[34, 60]])).toEqual([[32, 64]]);
    expect(gapsOf([0, 24], [[2, 22]])).toEqual([]);
  });

  test("one that goes on is a gap only from the limit on", () => {
    const gap = { fromUs: 10_000, toUs: missing };
    expect(gapAt(gap, 35_000)).toBeNull();
    expect(gapAt(gap, 36_000)).toEqual({ fromUs: 10_000, toUs: 36_000 });
  });
});
