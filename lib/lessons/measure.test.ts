import { describe, expect, test } from "vitest";
import type { Attempt, Run } from "./evidence.ts";
import {
  callsOf,
  cpu,
  execution,
  gotReply,
  isAfter,
  isOutcomeUnknown,
  leastHeap,
  makespan,
  maxOverlap,
  ms,
  percentile,
  rounds,
  slotsUsed,
  total,
  wasted,
  waves,
} from "./measure.ts";

let row = 0;
function attempt(facts: Partial<Attempt> = {}): Attempt {
  row += 1;
  const flags = {
    ...{ isBlocking: false, isRaw: false, isCancelled: false },
    ...{ isTimeout: false, isShed: false, isNested: false },
  };
  const names = { run: "run", row, call: row, attempt: 0, method: "greet.v1.Greeter/SayHello" };
  return { ...names, worker: 0, isConfirmed: true, replica: 0, ...flags, ...facts };
}

const bars = (...stretches: [number, number | undefined][]) =>
  stretches.map(([started, ended]) => attempt({ started, ...(ended === undefined ? {} : { ended }) }));

describe("how many overlap", () => {
  test.each([
    ["none", [], 0],
    ["one after another", bars([0, 10], [20, 30]), 1],
    ["touching ends are no overlap", bars([0, 10], [10, 20]), 1],
    ["nested stretches", bars([0, 100], [10, 20], [15, 18], [50, 60]), 3],
    ["one that never ends overlaps all that follow", bars([0, undefined], [10, 20], [30, 40]), 2],
    ["what never began counts for nothing", [attempt({ ended: 5 }), attempt({ started: 1, ended: 2 })], 1],
  ] as [string, Attempt[], number][])("%s", (_, attempts, most) => {
    expect(maxOverlap(attempts, "started", "ended")).toBe(most);
  });

  test("the order in which attempts are given changes nothing", () => {
    const attempts = bars([0, 10], [5, 15], [9, 30], [10, 12]);
    expect(maxOverlap(attempts.toReversed(), "started", "ended")).toBe(
      maxOverlap(attempts, "started", "ended"),
    );
  });
});

describe("waves on worker slots", () => {
  const onSlots = (...slots: [number, number][]) =>
    slots.map(([replica, worker]) => attempt({ replica, worker, started: 1 }));

  test("eleven calls on ten slots are two waves", () => {
    const attempts = onSlots(...Array.from({ length: 11 }, (_, index): [number, number] => [0, index % 10]));
    expect(waves(attempts)).toBe(2);
    expect(slotsUsed(attempts)).toBe(10);
  });

  test("the same slot of another replica is another slot", () => {
    expect(waves(onSlots([0, 3], [1, 3]))).toBe(1);
    expect(slotsUsed(onSlots([0, 3], [1, 3]))).toBe(2);
  });

  test("an attempt that never started used none", () => {
    expect(waves([attempt({ arrived: 1 })])).toBe(0);
  });
});

describe("rounds on the wire", () => {
  const trips = (...stretches: [number, number | undefined][]) =>
    stretches.map(([sent, received]) => attempt({ sent, ...(received === undefined ? {} : { received }) }));

  test.each([
    ["three together are one round", trips([0, 100], [5, 90], [10, 110]), 1],
    ["three in a row are three", trips([0, 10], [10, 20], [21, 30]), 3],
    ["two and then one are two", trips([0, 50], [1, 60], [55, 99]), 2],
    [
      "one without a reply keeps the round open for nobody else's sake",
      trips([0, undefined], [1, 10], [20, 30]),
      2,
    ],
    ["nothing sent is no round", [attempt({ intended: 0 })], 0],
  ] as [string, Attempt[], number][])("%s", (_, attempts, found) => {
    expect(rounds(attempts)).toBe(found);
  });
});

describe("percentiles by nearest rank", () => {
  test.each([
    [50, 3],
    [99, 5],
    [100, 5],
    [0, 1],
    [20, 1],
    [21, 2],
  ])("p%d of 1 to 5 is %d", (p, value) => {
    expect(percentile([5, 3, 1, 4, 2], p)).toBe(value);
  });

  test("of nothing there is none", () => {
    expect(percentile([], 50)).toBeUndefined();
  });
});

describe("stretches of one call", () => {
  test("a makespan needs every call to have come back", () => {
    const calls = [attempt({ intended: 10, resumed: 40 }), attempt({ intended: 5, resumed: 20 })];
    expect(makespan(calls)).toBe(35);
    expect(makespan([...calls, attempt({ intended: 6 })])).toBeUndefined();
    expect(makespan([])).toBeUndefined();
    expect(total(attempt({ intended: 3 }))).toBeUndefined();
    expect(execution(attempt({ started: 2, ended: 9 }))).toBe(7);
  });

  test("work after the caller has left is wasted; other work is not", () => {
    const stamps = { started: 0, ended: 100 * ms, received: 30 * ms };
    expect(wasted(attempt({ ...stamps, isTimeout: true }))).toBe(70 * ms);
    expect(wasted(attempt({ ...stamps, isCancelled: true, started: 50 * ms }))).toBe(50 * ms);
    expect(wasted(attempt(stamps))).toBe(0);
  });

  test("an outcome is unknown when bytes left and no verdict of the server came back", () => {
    const answered = attempt({ sent: 1, replied: 5, status: 13 });
    expect([gotReply(answered), isOutcomeUnknown(answered)]).toEqual([true, false]);
    const late = attempt({ sent: 1, replied: 5, status: 4, isTimeout: true });
    expect([gotReply(late), isOutcomeUnknown(late)]).toEqual([false, true]);
    expect(isOutcomeUnknown(attempt({ status: 100 }))).toBe(false);
  });

  test("an effect begins when its cause is over, and not before", () => {
    const cause = attempt({ intended: 0, resumed: 10 });
    expect(isAfter(attempt({ intended: 10 }), cause)).toBe(true);
    expect(isAfter(attempt({ intended: 9 }), cause)).toBe(false);
    expect(isAfter(undefined, cause)).toBe(false);
    expect(isAfter(attempt({ intended: 10 }), attempt({ intended: 0 }))).toBe(false);
  });

  test("calls are found by the short and by the full name of their method", () => {
    const items = [attempt(), attempt({ method: "greet.v1.Greeter/NotSayHello" })];
    expect(callsOf(items, "SayHello")).toHaveLength(1);
    expect(callsOf(items, "greet.v1.Greeter/SayHello")).toHaveLength(1);
  });
});

describe("what a handler took", () => {
  test("of the processor is what the record says, and unknown where it says nothing", () => {
    expect(cpu(attempt({ cpuUs: 1_500, started: 0, ended: 9_000 }))).toBe(1_500);
    expect(cpu(attempt({ started: 0, ended: 9_000 }))).toBeUndefined();
  });

  test("of memory is the least that the heap held in a stretch, its end left out", () => {
    const heap = [
      [10, 9],
      [20, 4],
      [30, 12],
      [40, 3],
    ].map(([atUs = 0, bytes = 0]) => ({ atUs, bytes, replica: 0 }));
    const run = { record: { heap } } as unknown as Run;
    expect(leastHeap(run, 10, 40)).toBe(4);
    expect(leastHeap(run, 30, 50)).toBe(3);
    expect(leastHeap(run, 41, 50)).toBeUndefined();
    expect(leastHeap({ record: {} } as unknown as Run, 0, 50)).toBeUndefined();
  });
});
