import { describe, expect, test } from "vitest";
import { randomRecord, scenarioRecord } from "#lib/timeline/build-records.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import { createPlayback } from "#lib/timeline/playback-state.ts";
import { missing, openStatus, stampNames } from "./attempt-table.ts";
import { recordAt } from "./record-at.ts";

describe("a record at a moment", () => {
  test("has begun, answered and waiting calls exactly as the playhead counts them", () => {
    const whole = scenarioRecord({
      calls: 12,
      kind: "concurrent",
      serviceUs: 50_000,
      roundTripUs: 6_000,
      workers: 4,
    });
    const layout = layoutLanes(whole);
    const { events, countsAt } = createPlayback(layout);
    for (const at of events) {
      const { record } = recordAt(whole, at - layout.originUs);
      const { attempts } = record;
      const has = (name: (typeof stampNames)[number], row: number) => attempts[name][row] !== missing;
      const all = Array.from({ length: attempts.length }, (_, row) => row);
      const counts = countsAt(at);
      expect(all.filter((row) => has("resumed", row)).length).toBe(counts.done);
      expect(all.filter((row) => has("started", row) && !has("ended", row)).length).toBe(counts.executing);
      expect(all.filter((row) => has("arrived", row) && !has("started", row)).length).toBe(counts.queued);
      expect(record.header.totals.ok).toBe(counts.done);
    }
  });

  test("knows nothing of later: no stamp, status, reply, log or heartbeat", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const whole = randomRecord(seed, 40);
      const { record, rows } = recordAt(whole, 60_000);
      const atUs = record.header.durationUs;
      record.attempts.call.forEach((call, row) => {
        expect(call).toBe(whole.attempts.call[rows[row] ?? -1]);
        for (const name of stampNames) {
          const us = record.attempts[name][row] ?? missing;
          expect(us === missing || us <= atUs).toBe(true);
        }
        if (record.attempts.status[row] !== openStatus) return;
        expect(record.details.get(row)?.reply).toBeUndefined();
      });
      expect(record.threads.every(({ beats }) => beats.every((us) => us <= atUs))).toBe(true);
    }
  });

  test("after the end is the whole", () => {
    const whole = randomRecord(3, 40);
    const { record, rows } = recordAt(whole, 3_600_000_000);
    expect(rows).toEqual(Array.from({ length: whole.attempts.length }, (_, row) => row));
    for (const name of stampNames) {
      expect([...record.attempts[name]]).toEqual([
        ...whole.attempts[name].subarray(0, whole.attempts.length),
      ]);
    }
  });
});
