import { describe, expect, test } from "vitest";
import { missing } from "./attempt-table.ts";
import { estimateClock, toRunUs, toStamp } from "./clock.ts";
import type { Ping } from "./run-facts.ts";

/** An exchange at client time `at` with a server that is ahead by `offset`; each way takes as long as given. */
function ping(at: number, offset: number, outUs: number, backUs: number): Ping {
  return { t0: at, t1: at + outUs + offset, t2: at + outUs + 10 + offset, t3: at + outUs + 10 + backUs };
}

describe("the server's clock", () => {
  test("is taken from the quickest exchange, not from the first or the last", () => {
    const clock = estimateClock(
      [ping(0, 7_000, 900, 100), ping(50, 7_000, 40, 40), ping(90, 7_000, 100, 900)],
      1_000,
    );
    expect(clock).toMatchObject({ offsetUs: 7_000, uncertaintyUs: 81 });
  });

  test("runs on a straight line between the exchanges before and after the run", () => {
    const clock = estimateClock([ping(-1_000_000, 40_000, 50, 50), ping(9_000_000, 45_000, 50, 50)], 0);
    expect(clock?.driftUsPerS).toBeCloseTo(500, 6);
    if (clock === null) return expect.fail();
    for (const at of [0, 1_000_000, 4_000_000, 9_000_000]) {
      const trulyAhead = 40_000 + (at + 1_000_055) * 0.0005;
      expect(Math.abs(toRunUs(clock, at + trulyAhead) - at)).toBeLessThanOrEqual(2);
    }
  });

  test("stands still while there is no exchange after the run", () => {
    expect(estimateClock([ping(-500, 3_000, 20, 20)], 0)).toMatchObject({ offsetUs: 3_000, driftUsPerS: 0 });
  });

  test("is as uncertain as the worse of its two ends", () => {
    expect(estimateClock([ping(-500, 0, 20, 20), ping(5_000, 0, 300, 300)], 0)?.uncertaintyUs).toBe(601);
  });

  test("is not taken from an exchange during which a clock was set", () => {
    expect(estimateClock([{ t0: 100, t1: 500, t2: 5_000, t3: 200 }], 0)).toBeNull();
    expect(estimateClock([], 0)).toBeNull();
  });
});

test("a stamp outside what a column holds is the beginning or was not taken", () => {
  expect([toStamp(12.9), toStamp(-3), toStamp(undefined), toStamp(missing), toStamp(Number.NaN)]).toEqual([
    12,
    0,
    missing,
    missing,
    missing,
  ]);
});
