import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { batchMeans } from "#lib/statistics/batch-means.ts";
import { meanWaitBand, neededSamples } from "./needed-samples.ts";

/** Waits of n calls in one M/M/1 line after a warm-up (Lindley 1952), in mean service times. */
function waits(utilisation: number, n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const exponential = () => -Math.log(1 - random.next());
  let wait = 0;
  const next = () => {
    wait = Math.max(0, wait + exponential() - exponential() / utilisation);
    return wait;
  };
  for (let call = 0; call < 5_000; call++) next();
  return Float64Array.from({ length: n }, next);
}

/** Waits in order of arrival for the worker that is free first. */
function manyWorkers(workers: number, utilisation: number, n: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const exponential = () => -Math.log(1 - random.next());
  const free = new Float64Array(workers);
  let now = 0;
  const next = () => {
    now += exponential() / (workers * utilisation);
    const first = free.indexOf(Math.min(...free));
    const start = Math.max(now, free[first] ?? 0);
    free[first] = start + exponential();
    return start - now;
  };
  for (let call = 0; call < 1_000; call++) next();
  return Float64Array.from({ length: n }, next);
}

const share = (count: number, of: number) => count / of;

describe("calls that a mean wait needs (C5)", () => {
  test.each([
    [0.5, 11_600],
    [0.7, 24_700],
    [0.8, 49_400],
    [0.9, 177_000],
    [0.95, 673_000],
  ])("at %f, for a standard error of a twentieth, are %i", (utilisation, n) => {
    expect(Number(neededSamples(utilisation)?.toPrecision(3))).toBe(n);
  });

  test("two thousand calls at 0.9 cannot confirm Erlang C: the band is wider than the mean is high", () => {
    const band = meanWaitBand(0.9, 2_000);
    expect(band?.mean).toBeCloseTo(9, 12);
    expect((band?.upper ?? 0) - (band?.mean ?? 0)).toBeGreaterThan(8);
  });

  test("have the spread that runs of a real queue show", () => {
    const means = Array.from({ length: 150 }, (_, seed) => {
      const values = waits(0.7, 4_000, 131 * seed + 1);
      return values.reduce((sum, each) => sum + each, 0) / values.length;
    });
    const band = meanWaitBand(0.7, 4_000) ?? expect.fail();
    const inside = means.filter((mean) => band.lower <= mean && mean <= band.upper).length;
    expect(share(inside, 150)).toBeGreaterThan(0.88);
    expect(share(inside, 150)).toBeLessThan(1);
  });

  test.each([
    [4, 0.8],
    [16, 0.8],
    [4, 0.6],
  ])("with %i workers at %f have the spread of simulated lines", (workers, utilisation) => {
    const [n, runs] = [6_000, 100];
    const band = meanWaitBand(utilisation, n, workers) ?? expect.fail();
    let squares = 0;
    for (let seed = 0; seed < runs; seed++) {
      const sum = manyWorkers(workers, utilisation, n, 911 * seed + 17).reduce(
        (total, each) => total + each,
        0,
      );
      squares += (sum / n - band.mean) ** 2;
    }
    const spread = Math.sqrt(squares / runs);
    const predicted = (band.upper - band.mean) / 1.96;
    expect(spread / predicted).toBeGreaterThan(0.8);
    expect(spread / predicted).toBeLessThan(1.25);
  });

  test("do not exist at or beyond capacity", () => {
    expect(neededSamples(1)).toBeNull();
    expect(meanWaitBand(1, 100)).toBeNull();
  });
});

describe("batch means of waits in a real queue (C5)", () => {
  test("cover the true mean in about 95 of 100 runs, where independent samples would in fewer than 40", () => {
    let covered = 0;
    let naive = 0;
    for (let seed = 0; seed < 150; seed++) {
      const values = waits(0.7, 20_000, 977 * seed + 3);
      const found = batchMeans(values) ?? expect.fail();
      const truth = 0.7 / 0.3;
      if (found.lower <= truth && truth <= found.upper) covered++;
      const variance = values.reduce((sum, each) => sum + (each - found.mean) ** 2, 0) / values.length;
      if (Math.abs(found.mean - truth) < 1.96 * Math.sqrt(variance / values.length)) naive++;
      expect(found.effectiveSamples).toBeLessThan(4_000);
    }
    expect(share(covered, 150)).toBeGreaterThan(0.88);
    expect(share(naive, 150)).toBeLessThan(0.4);
  });

  test("are not trusted where a run is much too short for its queue, most of the time", () => {
    let trusted = 0;
    for (let seed = 0; seed < 100; seed++) if (batchMeans(waits(0.95, 400, seed))?.trusted) trusted++;
    expect(trusted).toBeLessThan(40);
  });
});
