import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { littleOverTime } from "./little-over-time.ts";

describe("Little's law over time (L7)", () => {
  test("holds exactly from an empty system to an empty one, whatever happens in between", () => {
    const random = createRandom(6);
    for (let trial = 0; trial < 50; trial++) {
      const calls = Array.from({ length: random.whole(1, 400) }, () => {
        const startUs = random.whole(0, 1e6);
        return { startUs, endUs: startUs + random.whole(1, 3e5) };
      });
      const toUs = Math.max(...calls.map(({ endUs }) => endUs));
      const { difference, windows, whole } = littleOverTime(calls, { fromUs: 0, toUs, windows: 17 });
      expect(difference).toBeCloseTo(0, 9);
      const area = windows.reduce((sum, each) => sum + each.inFlight * (each.toUs - each.fromUs), 0);
      expect(area).toBeCloseTo(whole.inFlight * toUs, 3);
    }
  });

  test("says what is in flight, what arrives and how long it takes, window by window", () => {
    const calls = [
      { startUs: 0, endUs: 500_000 },
      { startUs: 500_000, endUs: 1_500_000 },
    ];
    const { windows } = littleOverTime(calls, { fromUs: 0, toUs: 2_000_000, windows: 2 });
    expect(windows[0]).toEqual({
      fromUs: 0,
      toUs: 1_000_000,
      inFlight: 1,
      perSecond: 2,
      meanUs: 750_000,
      expected: 1.5,
    });
    expect(windows[1]).toMatchObject({ inFlight: 0.5, perSecond: 0, meanUs: 0, expected: 0 });
  });

  test("shows a difference when calls were in flight that are not counted", () => {
    const calls = [
      { startUs: -500_000, endUs: 500_000 },
      { startUs: 0, endUs: 500_000 },
    ];
    expect(littleOverTime(calls, { fromUs: 0, toUs: 1_000_000, windows: 4 }).difference).toBeCloseTo(-0.5, 9);
    expect(littleOverTime([], { fromUs: 0, toUs: 1, windows: 1 }).difference).toBeNull();
  });
});
