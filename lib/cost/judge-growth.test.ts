import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import type { CallSample } from "./call-samples.ts";
import { judgeGrowth, sizesOf, wantsLarger } from "./judge-growth.ts";
import { sweepSizes } from "./size-plan.ts";

/** Seven rounds over eleven sizes; `cost` of a size in a round. */
function sweep(cost: (n: number, round: number) => number): readonly CallSample[] {
  const sizes = sweepSizes(16, 16_384);
  return Array.from({ length: 7 }, (_, round) => sizes.map((n) => sampleOf(n, cost(n, round)))).flat();
}

function sampleOf(n: number, cost: number): CallSample {
  return {
    n,
    gzip: false,
    cpuUs: cost,
    wallUs: cost,
    latencyUs: cost,
    requestBytes: 1,
    responseBytes: 1,
    heapBytes: cost,
  };
}

function noise(seed: number, height: number): () => number {
  const random = createRandom(seed);
  return () => 1 + height * (random.next() - 0.5);
}

function verdictOf(samples: readonly CallSample[]) {
  const judged = judgeGrowth(samples, "cpu", 1);
  if (!judged.ok) throw new Error(judged.problem.reason);
  return judged.value.verdict;
}

test("medians and minima that agree name a class", () => {
  const off = noise(1, 0.04);
  expect(verdictOf(sweep((n) => (100 + n) * off()))).toEqual({ kind: "class", class: "n" });
});

describe("what speaks against a class", () => {
  test("most repeats of large sizes are slowed down: the least disturbed ones tell of another class", () => {
    const off = noise(2, 0.02);
    const samples = sweep((n, round) => (100 + n) * (round === 3 ? 1 : 1 + n / 200) * off());
    const verdict = verdictOf(samples);
    expect(verdict.kind).not.toBe("class");
  });

  test("later repeats are several times as quick as earlier ones", () => {
    const off = noise(3, 0.02);
    const verdict = verdictOf(sweep((n, round) => (100 + n) * (round < 4 ? 3 : 1) * off()));
    expect(verdict.kind).toBe("unsteady");
    expect(verdict.kind === "unsteady" && verdict.ratio).toBeLessThan(0.5);
  });
});

test("heaps that differ by less than a page are equal", () => {
  const samples = sweep((n) => 54_000 + Math.log2(n) * 20);
  expect(new Set(sizesOf(samples, "heap").map(({ median }) => median)).size).toBe(1);
});

test("a growth that hides behind the fixed cost wants larger sizes, one that shows does not", () => {
  const off = noise(4, 0.03);
  const judge = (cost: (n: number) => number) => {
    const judged = judgeGrowth(
      sweep((n) => cost(n) * off()),
      "cpu",
      1,
    );
    return judged.ok && wantsLarger(judged.value);
  };
  expect(judge((n) => 10_000 + n / 8)).toBe(true);
  expect(judge((n) => 100 + n)).toBe(false);
});
