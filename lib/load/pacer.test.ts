import { describe, expect, test } from "vitest";
import type { LoadModel, LoadPlan, LoadShape } from "./load-plan.ts";
import { drawArrivals, drawClients, type Segment, seedOf, toSegments } from "./pacer.ts";

const open = (ratePerSecond: number): LoadModel => ({ kind: "open", ratePerSecond, arrivals: "constant" });

function segments(model: LoadModel, shape: LoadShape, durationMs: number): readonly Segment[] {
  return toSegments({ model, shape, durationMs } satisfies Pick<LoadPlan, "model" | "shape" | "durationMs">);
}

function arrivals(
  model: LoadModel,
  shape: LoadShape,
  durationMs: number,
  how: "constant" | "poisson",
  seed = 1,
) {
  return segments(model, shape, durationMs).flatMap((segment) => drawArrivals(segment, how, seed));
}

describe("constant arrivals", () => {
  test.each([
    [100, 10_000, 1_000],
    [3, 1_000, 3],
    [0.5, 10_000, 5],
    [7, 333, 3],
    [999, 60_000, 59_940],
  ])("%d a second for %d ms are %d calls, evenly apart from 0", (rate, durationMs, count) => {
    const drawn = arrivals(open(rate), { kind: "constant" }, durationMs, "constant");
    expect(drawn).toHaveLength(count);
    expect(drawn.map(({ intendedUs }) => intendedUs)).toEqual(
      Array.from({ length: count }, (_, call) => Math.round((call / rate) * 1e6)),
    );
  });

  test("a ramp from 0.1 to 100 a second sends half of its calls in the last 29 % of the time", () => {
    const drawn = arrivals(open(100), { kind: "ramp", start: 0.1 }, 10_000, "constant");
    expect(drawn).toHaveLength(501);
    const middle = drawn[Math.floor(drawn.length / 2)]?.intendedUs ?? 0;
    expect(middle / 10e6).toBeCloseTo(Math.SQRT1_2, 2);
  });

  test("the stairs of a step have their own rates and follow each other at once", () => {
    const drawn = arrivals(open(40), { kind: "step", start: 10, levels: 4 }, 4_000, "constant");
    const perLevel = [0, 1, 2, 3].map((level) => drawn.filter((arrival) => arrival.level === level));
    expect(perLevel.map(({ length }) => length)).toEqual([10, 20, 30, 40]);
    expect(perLevel.map(([first]) => first?.intendedUs)).toEqual([0, 1e6, 2e6, 3e6]);
  });

  test("every level of a sweep is a segment of its own with a zero of its own", () => {
    const levels = segments(open(80), { kind: "sweep", start: 10, levels: 8 }, 8_000);
    expect(levels.map(({ stretches }) => stretches.map(({ level, toLoad }) => [level, toLoad]))).toEqual(
      [10, 20, 30, 40, 50, 60, 70, 80].map((rate, level) => [[level, rate]]),
    );
    expect(levels.map((segment) => drawArrivals(segment, "constant", 1)[0]?.intendedUs)).toEqual(
      Array(8).fill(0),
    );
  });
});

describe("Poisson arrivals", () => {
  test("have the rate, and gaps whose deviation is their mean", () => {
    const drawn = arrivals(open(500), { kind: "constant" }, 60_000, "poisson", 42);
    // 30 000 ± 4.5 standard deviations.
    expect(Math.abs(drawn.length - 30_000)).toBeLessThan(780);
    const gaps = drawn.slice(1).map(({ intendedUs }, at) => intendedUs - (drawn[at]?.intendedUs ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
  });

  test("counts per second vary as much as their mean (index of dispersion 0.8 to 1.25)", () => {
    const drawn = arrivals(open(100), { kind: "constant" }, 60_000, "poisson", 7);
    const counts = Array.from(
      { length: 600 },
      (_, tenth) => drawn.filter(({ intendedUs }) => Math.floor(intendedUs / 1e5) === tenth).length,
    );
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(variance / mean).toBeGreaterThan(0.8);
    expect(variance / mean).toBeLessThan(1.25);
  });

  test("the same seed draws the same times bit for bit, another one others", () => {
    const draw = (seed: number) => arrivals(open(200), { kind: "ramp", start: 1 }, 5_000, "poisson", seed);
    expect(draw(2026)).toEqual(draw(2026));
    expect(draw(2026)).not.toEqual(draw(2027));
  });

  test("are the same on every machine: the first ones of seed 1 at 100 a second", () => {
    const drawn = arrivals(open(100), { kind: "constant" }, 1_000, "poisson", 1);
    expect(drawn.slice(0, 4).map(({ intendedUs }) => intendedUs)).toMatchInlineSnapshot(`
      [
        9864,
        9891,
        17387,
        57047,
      ]
    `);
  });
});

describe("clients", () => {
  const [constant] = segments(
    { kind: "closed", clients: 5, thinkMs: 100, think: "constant" },
    { kind: "constant" },
    1_000,
  );

  test("of a constant plan are all there at once and begin thinking for different times", () => {
    const clients = drawClients(constant as Segment, 100, "constant", 1);
    expect(clients.map(({ joinsUs }) => joinsUs)).toEqual([0, 0, 0, 0, 0]);
    const first = clients.map(({ nextThinkUs }) => nextThinkUs());
    expect(new Set(first).size).toBe(5);
    expect(Math.max(...first)).toBeLessThan(100_000);
    expect(clients.map(({ nextThinkUs }) => nextThinkUs())).toEqual(Array(5).fill(100_000));
  });

  test("join one by one on a ramp, and stair by stair on a step", () => {
    const model: LoadModel = { kind: "closed", clients: 4, thinkMs: 0, think: "constant" };
    const joins = (shape: LoadShape) =>
      drawClients(segments(model, shape, 3_000)[0] as Segment, 0, "constant", 1).map(
        ({ joinsUs }) => joinsUs,
      );
    expect(joins({ kind: "ramp", start: 1 })).toEqual([0, 1e6, 2e6, 3e6]);
    expect(joins({ kind: "step", start: 2, levels: 2 })).toEqual([0, 0, 1.5e6, 1.5e6]);
  });

  test("think exponentially with the mean asked for, each from a seed of its own", () => {
    const clients = drawClients(constant as Segment, 50, "exponential", 9);
    const draws = clients.flatMap(({ nextThinkUs }) => Array.from({ length: 4_000 }, nextThinkUs));
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    expect(Math.abs(mean / 50_000 - 1)).toBeLessThan(0.04);
    expect(draws.slice(0, 4_000)).not.toEqual(draws.slice(4_000, 8_000));
    const again = drawClients(constant as Segment, 50, "exponential", 9);
    expect(again.flatMap(({ nextThinkUs }) => Array.from({ length: 4_000 }, nextThinkUs))).toEqual(draws);
  });
});

test("parts of a run have different seeds", () => {
  const seeds = Array.from({ length: 1_000 }, (_, part) => seedOf(3, part));
  expect(new Set(seeds).size).toBe(1_000);
});
