import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { steadyThirds } from "./steady-thirds.ts";

function series(n: number, seed: number, level: (index: number) => number) {
  const random = createRandom(seed);
  return Float64Array.from({ length: n }, (_, index) => -Math.log(1 - random.next()) * level(index));
}

describe("first and last third", () => {
  test("of a steady run agree in about 95 of 100 runs", () => {
    let steady = 0;
    for (let seed = 0; seed < 300; seed++)
      if (steadyThirds(series(900, 17 * seed, () => 1))?.steady) steady++;
    expect(steady).toBeGreaterThan(270);
    expect(steady).toBeLessThan(300);
  });

  test("of a run that climbs do not, and the difference says which way", () => {
    const found = steadyThirds(series(900, 4, (index) => 1 + index / 300));
    expect(found?.steady).toBe(false);
    expect(found?.difference).toBeGreaterThan(1);
    expect(found?.lower).toBeGreaterThan(0);
  });

  test("are not compared below 150 values", () => {
    expect(steadyThirds(series(149, 1, () => 1))).toBeNull();
    expect(steadyThirds(series(150, 1, () => 1))).not.toBeNull();
  });
});
