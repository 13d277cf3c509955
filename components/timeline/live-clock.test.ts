import { describe, expect, test } from "vitest";
import { createLiveClock } from "./live-clock.ts";

const run = (id: string, durationUs: number) => ({ id, durationUs });

describe("the clock of running runs", () => {
  test("a new run does not begin with the pause since the one before", () => {
    const clock = createLiveClock();
    clock.hear([run("first", 0)], 1_000);
    expect(clock.read(run("first", 0), 2_000)).toBe(1_000_000);
    // The last frame of the first run was at 2 s; nothing ran until 5.8 s.
    clock.hear([run("second", 0)], 5_800);
    expect(clock.read(run("second", 0), 2_000)).toBe(0);
    expect(clock.read(run("second", 0), 7_400)).toBe(1_600_000);
  });

  test("a run that was not watched for a while begins again at its record", () => {
    const clock = createLiveClock();
    clock.hear([run("a", 500)], 0);
    clock.hear([], 1_000);
    clock.hear([run("a", 700)], 9_000);
    expect(clock.read(run("a", 700), 9_001)).toBe(1_700);
  });

  test("news that brings no later moment does not turn time back, later news moves it on", () => {
    const clock = createLiveClock();
    clock.hear([run("a", 0)], 0);
    clock.hear([run("a", 90_000)], 100);
    expect(clock.read(run("a", 90_000), 100)).toBe(100_000);
    clock.hear([run("a", 300_000)], 200);
    expect(clock.read(run("a", 300_000), 210)).toBe(310_000);
  });
});
