import { expect, test } from "vitest";
import { missing } from "#lib/record/attempt-table.ts";
import { randomRecord, scenarioRecord, testRecord } from "./build-records.ts";
import { criticalPath } from "./critical-path.ts";

test("on a thousand random runs the path has no gap and adds up to the makespan", () => {
  for (let seed = 1; seed <= 1_000; seed++) {
    const { segments, makespanUs, byPhaseUs } = criticalPath(randomRecord(seed, 25));
    const lengths = segments.map(({ fromUs, toUs }) => toUs - fromUs);
    expect(lengths.every((length) => length > 0)).toBe(true);
    segments.slice(1).forEach(({ fromUs }, i) => {
      expect(fromUs).toBe(segments[i]?.toUs);
    });
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(makespanUs);
    expect(Object.values(byPhaseUs).reduce((sum, length) => sum + length, 0)).toBe(makespanUs);
  }
});

test("with one worker the path runs through the work that was ahead in the queue", () => {
  const { segments } = criticalPath(
    scenarioRecord({ calls: 3, serviceUs: 100_000, roundTripUs: 20_000, workers: 1, kind: "concurrent" }),
  );
  expect(segments.map(({ row, phase }) => [row, phase])).toEqual([
    [0, "network"],
    [0, "execution"],
    [1, "execution"],
    [2, "execution"],
    [2, "network"],
  ]);
});

test("a blocking client's path visits every call in its order", () => {
  const { segments, byPhaseUs } = criticalPath(
    scenarioRecord({ calls: 3, serviceUs: 100_000, roundTripUs: 20_000, workers: 4, kind: "blocking" }),
  );
  expect([...new Set(segments.map(({ row }) => row))]).toEqual([0, 1, 2]);
  expect(byPhaseUs).toEqual({ client: 0, network: 60_000, queue: 0, execution: 300_000, merged: 0 });
});

test("a retry's path goes through its backoff to the attempt before it", () => {
  const { segments } = criticalPath(
    testRecord({
      attempts: [
        { call: 0, attempt: 0, intended: 0, sent: 0, received: 100, resumed: 100, status: 14 },
        {
          call: 0,
          attempt: 1,
          parentAttempt: 0,
          intended: 150,
          sent: 150,
          arrived: 160,
          started: 160,
          ended: 200,
          replied: 200,
          received: 210,
          resumed: 210,
        },
      ],
    }),
  );
  expect(segments.map(({ row, phase, fromUs, toUs }) => [row, phase, fromUs, toUs])).toEqual([
    [0, "merged", 0, 100],
    [1, "client", 100, 150],
    [1, "network", 150, 160],
    [1, "execution", 160, 200],
    [1, "network", 200, 210],
  ]);
});

test("a nested call's path leaves the enclosing execution and comes back to it", () => {
  const { segments } = criticalPath(
    testRecord({
      attempts: [
        {
          call: 0,
          intended: 0,
          sent: 0,
          arrived: 10,
          started: 10,
          ended: 90,
          replied: 90,
          received: 100,
          resumed: 100,
        },
        {
          call: 1,
          parentAttempt: 0,
          clientThread: 1,
          replica: 1,
          intended: 20,
          sent: 20,
          arrived: 25,
          started: 25,
          ended: 60,
          replied: 60,
          received: 70,
          resumed: 70,
        },
      ],
    }),
  );
  expect(segments.map(({ row, phase }) => [row, phase])).toEqual([
    [0, "network"],
    [0, "execution"],
    [1, "network"],
    [1, "execution"],
    [1, "network"],
    [0, "execution"],
    [0, "network"],
  ]);
});

test("a run without a finished call has no path", () => {
  expect(criticalPath(testRecord({ attempts: [{ intended: 3, sent: 5, status: 255 }] })).segments).toEqual(
    [],
  );
  expect(criticalPath(testRecord({ attempts: [] })).makespanUs).toBe(0);
  expect(missing).toBe(0xffff_ffff);
});
