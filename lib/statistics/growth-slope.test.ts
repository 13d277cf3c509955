import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { growthSlope } from "./growth-slope.ts";

/** Calls every `gapUs` to one worker that takes about 1 ms for each, in order of arrival. */
function line(n: number, gapUs: number, seed: number, chance = 0) {
  const random = createRandom(seed);
  let freeUs = 0;
  return Array.from({ length: n }, (_, call) => {
    const startUs = call * gapUs;
    freeUs = Math.max(freeUs, startUs) + 1_000 * (1 - chance - chance * Math.log(1 - random.next()));
    return { startUs, us: freeUs - startUs };
  });
}

describe("the growth of an unstable run (B8)", () => {
  test("is ρ − 1: a worker offered a quarter too much falls a quarter of a second behind in a second", () => {
    const found = growthSlope(line(1_000, 800, 1));
    expect(found?.perSecond).toBeCloseTo(0.25, 6);
    expect(found?.grows).toBe(true);
  });

  test("holds the true slope in about 95 of 100 noisy runs", () => {
    let covered = 0;
    for (let seed = 0; seed < 200; seed++) {
      const found = growthSlope(line(2_000, 500, 13 * seed, 1)) ?? expect.fail();
      if (found.lower <= 1 && found.upper >= 1) covered++;
    }
    expect(covered).toBeGreaterThan(180);
  });

  test("is not seen in a steady run, save in a few of 100", () => {
    let grows = 0;
    for (let seed = 0; seed < 200; seed++) if (growthSlope(line(2_000, 2_000, 13 * seed, 1))?.grows) grows++;
    expect(grows).toBeLessThan(20);
  });

  test("does not depend on the order in which calls are listed", () => {
    const calls = line(300, 800, 1, 0.5);
    expect(growthSlope([...calls].reverse())).toEqual(growthSlope(calls));
  });

  test("is not looked for in fewer than a hundred calls, nor where all start together", () => {
    expect(growthSlope(line(99, 800, 1))).toBeNull();
    expect(growthSlope(line(500, 0, 1))).toBeNull();
  });
});
