import { expect, test } from "vitest";
import { missing, stampNames } from "#lib/record/attempt-table.ts";
import { eachInterval } from "./attempt-intervals.ts";
import { randomRecord, scenarioRecord } from "./build-records.ts";
import { layoutLanes } from "./layout-lanes.ts";
import { createPlayback, nextEvent, previousEvent } from "./playback-state.ts";
import { spanMarks } from "./span-columns.ts";

test("in the middle of the second wave ten execute, five wait and ten are done", () => {
  const layout = layoutLanes(
    scenarioRecord({ calls: 25, serviceUs: 1_000_000, roundTripUs: 20_000, workers: 10, kind: "concurrent" }),
  );
  expect(createPlayback(layout).countsAt(1_500_000)).toEqual({
    client: 0,
    network: 0,
    queued: 5,
    executing: 10,
    done: 10,
  });
});

test("at every event the counts equal those of a look at every row", () => {
  for (let seed = 1; seed <= 15; seed++) {
    const record = randomRecord(seed, 20);
    const playback = createPlayback(layoutLanes(record));
    for (const us of playback.events) {
      let executing = 0;
      let queued = 0;
      for (let row = 0; row < record.attempts.length; row++) {
        eachInterval(record.attempts, row, (phase, fromUs, toUs, marks) => {
          if (fromUs > us || toUs <= us || (marks & spanMarks.wasted) !== 0) return;
          if (phase === "execution") executing++;
          if (phase === "queue") queued++;
        });
      }
      expect(playback.countsAt(us)).toMatchObject({ executing, queued });
    }
  }
});

test("stepping forward and back visits every stamp once", () => {
  const record = randomRecord(3, 12);
  const { events } = createPlayback(layoutLanes(record));
  const stamps = new Set(
    stampNames.flatMap((name) => Array.from(record.attempts[name]).filter((at) => at !== missing)),
  );
  expect(events.length).toBe(stamps.size);
  let us = events[0] ?? 0;
  for (let i = 1; i < events.length; i++) {
    const before = us;
    us = nextEvent(events, us);
    expect(us).toBe(events[i]);
    expect(previousEvent(events, us)).toBe(before);
  }
});
