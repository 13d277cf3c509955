import { describe, expect, test } from "vitest";
import { attemptFlags, missing } from "#lib/record/attempt-table.ts";
import { eachInterval } from "./attempt-intervals.ts";
import { randomRecord, type Scenario, scenarioRecord, testRecord } from "./build-records.ts";
import type { Lane } from "./lane.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { spanMarks } from "./span-columns.ts";
import { areaUntil, type StepCurve } from "./step-curve.ts";

const spansOf = ({ spans }: Lane) =>
  Array.from({ length: spans.length }, (_, i) => [spans.startUs[i], spans.endUs[i], spans.row[i]]);

const canonical = { serviceUs: 1_000_000, roundTripUs: 10_000, workers: 10 } as const;

describe("lanes of the two canonical runs", () => {
  test("four blocking calls use one slot, one after another, and nine idle ones share a line", () => {
    const layout = layoutLanes(scenarioRecord({ ...canonical, calls: 4, kind: "blocking" }));
    const workers = layout.lanes.filter((lane) => lane.kind === "worker");
    expect(workers.map((lane) => lane.spans.length)).toEqual([4]);
    expect(layout.lanes.filter((lane) => lane.kind === "idleSlots")).toMatchObject([{ index: 1, slots: 9 }]);
    expect(layout.lanes.some((lane) => lane.kind === "queue")).toBe(false);
    expect(layout.makespanUs).toBe(4_040_000);
  });

  test("25 concurrent calls on ten workers wait 15 deep and run in waves of 10, 10 and 5", () => {
    const layout = layoutLanes(scenarioRecord({ ...canonical, calls: 25, kind: "concurrent" }));
    const queue = layout.lanes.find((lane) => lane.kind === "queue");
    expect(queue?.rows).toBe(15);
    expect(queue?.depth?.peak).toBe(15);
    const starts = layout.lanes
      .filter((lane) => lane.kind === "worker")
      .flatMap((lane) => spansOf(lane).map(([start]) => start));
    const waves = [5_000, 1_005_000, 2_005_000].map((at) => starts.filter((start) => start === at).length);
    expect(waves).toEqual([10, 10, 5]);
  });

  test("a blocking run has one heartbeat gap as long as the run, a concurrent one none", () => {
    const gaps = (kind: Scenario["kind"]) =>
      layoutLanes(scenarioRecord({ ...canonical, calls: 4, kind })).lanes.flatMap((lane) => lane.gaps);
    expect(gaps("blocking")).toEqual([{ fromUs: 0, toUs: 4_040_000 }]);
    expect(gaps("concurrent")).toEqual([]);
  });

  test("a blocked interval knows the call that the thread waited for", () => {
    const [client] = layoutLanes(scenarioRecord({ ...canonical, calls: 4, kind: "blocking" })).lanes;
    expect(client?.kind).toBe("client");
    expect(Array.from(client?.spans.row ?? [])).toEqual([0, 1, 2, 3]);
  });
});

// N, S, r, w, k, sync, async: timeline 5.2, in ms.
const oracle = [
  [4, 100, 20, 4, Number.POSITIVE_INFINITY, 480, 120],
  [8, 100, 20, 4, Number.POSITIVE_INFINITY, 960, 220],
  [20, 100, 20, 4, Number.POSITIVE_INFINITY, 2400, 520],
  [20, 100, 20, 20, Number.POSITIVE_INFINITY, 2400, 120],
  [20, 100, 20, 20, 6, 2400, 480],
  [20, 100, 20, 4, 6, 2400, 540],
  [20, 1, 100, 1, Number.POSITIVE_INFINITY, 2020, 120],
] as const;

test.each(oracle)(
  "%i calls of %i ms, round trip %i ms, %i workers, %d sockets: %i ms blocking, %i ms concurrent",
  (calls, service, roundTrip, workers, sockets, sync, async) => {
    const base = { calls, serviceUs: service * 1000, roundTripUs: roundTrip * 1000, workers, sockets };
    expect(layoutLanes(scenarioRecord({ ...base, kind: "blocking" })).makespanUs).toBe(sync * 1000);
    expect(layoutLanes(scenarioRecord({ ...base, kind: "concurrent" })).makespanUs).toBe(async * 1000);
  },
);

test("the connection queue is a lane only when a call waited for a connection", () => {
  const wall = {
    calls: 20,
    serviceUs: 100_000,
    roundTripUs: 20_000,
    workers: 20,
    kind: "concurrent",
  } as const;
  const kinds = (scenario: Scenario) => layoutLanes(scenarioRecord(scenario)).lanes.map((lane) => lane.kind);
  expect(kinds({ ...wall, sockets: 6 })).toContain("connection");
  expect(kinds(wall)).not.toContain("connection");
});

test("a wait too short to be seen makes no lane, and the call keeps it in its phases", () => {
  const attempt = (queueUs: number) => ({
    intended: 0,
    sent: 0,
    arrived: 1_000,
    started: 1_000 + queueUs,
    ended: 1_000_000,
    replied: 1_000_000,
    received: 1_001_000,
    resumed: 1_001_000,
  });
  const kinds = (queueUs: number) =>
    layoutLanes(testRecord({ attempts: [attempt(queueUs)] })).lanes.map(({ kind }) => kind);
  expect(kinds(2_000)).not.toContain("queue");
  expect(kinds(30_000)).toContain("queue");
});

describe("laws that hold for every run", () => {
  const seeds = Array.from({ length: 120 }, (_, i) => i + 1);

  test("no two bars overlap in a worker slot or in a line of another lane, and starts ascend", () => {
    for (const seed of seeds) {
      for (const lane of layoutLanes(randomRecord(seed, 40)).lanes) {
        const lineEnds = new Map<number, number>();
        let before = 0;
        for (let i = 0; i < lane.spans.length; i++) {
          const start = lane.spans.startUs[i] ?? 0;
          const line = lane.spans.subRow[i] ?? 0;
          expect(start).toBeGreaterThanOrEqual(before);
          expect(start).toBeGreaterThanOrEqual(lineEnds.get(line) ?? 0);
          expect(line).toBeLessThan(lane.rows);
          lineEnds.set(line, lane.spans.endUs[i] ?? 0);
          before = start;
        }
      }
    }
  });

  test("the integral of each concurrency curve is the sum of the matching durations", () => {
    for (const seed of seeds) {
      const record = randomRecord(seed, 40);
      const sums = { client: 0, network: 0, queued: 0, executing: 0, wasted: 0 };
      for (let row = 0; row < record.attempts.length; row++) {
        eachInterval(record.attempts, row, (phase, fromUs, toUs, marks) => {
          const key =
            (marks & spanMarks.wasted) !== 0
              ? "wasted"
              : phase === "clientWait" || phase === "resume"
                ? "client"
                : phase === "queue"
                  ? "queued"
                  : phase === "execution"
                    ? "executing"
                    : "network";
          sums[key] += toUs - fromUs;
        });
      }
      const { concurrency } = layoutLanes(record);
      for (const [name, sum] of Object.entries(sums)) {
        expect(areaUntil(concurrency[name as keyof typeof sums] as StepCurve, missing - 1)).toBe(sum);
      }
    }
  });

  test("L equals λ·W when every caller is inside", () => {
    for (const kind of ["blocking", "concurrent"] as const) {
      const { concurrency } = layoutLanes(scenarioRecord({ ...canonical, calls: 25, kind }));
      expect(concurrency.meanInFlight).toBeCloseTo(concurrency.littleInFlight, 6);
    }
  });
});

describe("empty and partial runs", () => {
  test("a run without calls still has a client lane", () => {
    const layout = layoutLanes(testRecord({ attempts: [] }));
    expect(layout.lanes.map((lane) => lane.kind)).toEqual(["client", "networkOut", "networkBack"]);
    expect(layout.makespanUs).toBe(0);
  });

  test("a call that never reached the server becomes one merged span, and the layout says so", () => {
    const layout = layoutLanes(
      testRecord({ attempts: [{ intended: 0, sent: 10, received: 500, resumed: 510, status: 14 }] }),
    );
    const out = layout.lanes.find((lane) => lane.kind === "networkOut");
    expect(layout.withoutServer).toBe(true);
    expect(out && spansOf(out)).toEqual([[10, 500, 0]]);
    expect((out?.spans.marks[0] ?? 0) & spanMarks.merged).toBe(spanMarks.merged);
  });

  test("work after the caller gave up keeps its slot and is marked as wasted", () => {
    const layout = layoutLanes(
      testRecord({
        attempts: [
          {
            intended: 0,
            sent: 5,
            arrived: 10,
            started: 10,
            ended: 900,
            replied: 905,
            received: 300,
            resumed: 301,
            status: 4,
            flags: attemptFlags.timeout,
          },
        ],
      }),
    );
    const slot = layout.lanes.find((lane) => lane.kind === "worker");
    expect(slot && spansOf(slot)).toEqual([
      [10, 300, 0],
      [300, 900, 0],
    ]);
    expect((slot?.spans.marks[1] ?? 0) & spanMarks.wasted).toBe(spanMarks.wasted);
    expect(layout.makespanUs).toBe(301);
  });

  test("a call under way is open at its last known stamp", () => {
    const layout = layoutLanes(
      testRecord({
        attempts: [{ intended: 0, sent: 5, arrived: 10, started: 12, status: 255 }],
        header: { outcome: { kind: "running" }, durationUs: 400 },
      }),
    );
    const slot = layout.lanes.find((lane) => lane.kind === "worker");
    expect(slot && spansOf(slot)).toEqual([[12, missing, 0]]);
    expect(layout.endUs).toBe(400);
  });

  test("where all callers are from outside there is no client side, and nothing to align", () => {
    const layout = layoutLanes(
      testRecord({
        attempts: [
          { call: 0, arrived: 100, started: 100, ended: 600, replied: 610, flags: attemptFlags.outside },
          { call: 1, arrived: 200, started: 600, ended: 900, replied: 910, flags: attemptFlags.outside },
        ],
        settings: { workers: 1 },
      }),
    );
    expect(layout.isRaw).toBe(false);
    expect(layout.lanes.map(({ kind }) => kind)).toEqual(["queue", "worker"]);
  });

  test("callers from outside the page are drawn from their server stamps", () => {
    const layout = layoutLanes(
      testRecord({
        attempts: [{ arrived: 100, started: 100, ended: 600, replied: 610, flags: attemptFlags.outside }],
      }),
    );
    expect(layout.originUs).toBe(100);
    expect(layout.lanes.find((lane) => lane.kind === "worker")?.spans.length).toBe(1);
  });
});

test("who waits for an emulated connection waits in the lane of connections, until the request leaves", () => {
  const waits = {
    intended: 0,
    sent: 60_000,
    arrived: 90_000,
    started: 90_000,
    ended: 91_000,
    received: 121_000,
  };
  const record = testRecord({ attempts: [{ ...waits, detail: { connection: 1, connectUs: 59_000 } }] });
  const lane = layoutLanes(record).lanes.find(({ kind }) => kind === "connection");
  expect(lane && spansOf(lane)).toEqual([[1_000, 60_000, 0]]);
  const warm = testRecord({ attempts: [{ ...waits, detail: { connection: 1 } }] });
  expect(layoutLanes(warm).lanes.some(({ kind }) => kind === "connection")).toBe(false);
});
