import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Failure } from "#components/playground/failure.ts";
import type { CostEnd } from "#lib/cost/cost-run.ts";
import { judgeGrowth, sizesOf } from "#lib/cost/judge-growth.ts";
import { type GrowthAsk, type GrowthProgress, measureGrowth } from "#lib/cost/measure-growth.ts";
import { defaultLimits } from "#lib/limits.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { jobsOn, readComplexity } from "./cost-server.ts";

/** Real server, real sandbox, real handlers: the class of each is known, and a wrong one may never be named. */
let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
}, 60_000);
afterAll(() => runner?.stop());

type Measured = { readonly end: CostEnd<Failure>; readonly progress: GrowthProgress };

async function measure(
  method: string,
  ask: Partial<GrowthAsk> = {},
  stopAfter = Infinity,
): Promise<Measured> {
  let progress: GrowthProgress | null = null;
  let told = 0;
  const target = {
    method: `complexity.v1.Growth/${method}`,
    protoPath: "complexity.proto",
    messageJson: "{}",
    field: { name: "n", kind: "number", largest: 2 ** 31 - 1 },
  } as const;
  const whole = {
    target,
    from: 16,
    to: 2 ** 14,
    extend: true,
    budgetMs: 9_000,
    seed: 7,
    limits: defaultLimits,
  };
  const end = await measureGrowth(
    { ...whole, ...ask },
    {
      run: jobsOn(runner.run, readComplexity()),
      nowMs: () => performance.now(),
      isStopped: () => told > stopAfter,
      onProgress(so) {
        progress = so;
        told += 1;
      },
    },
  );
  if (progress === null) throw new Error("nothing was told");
  return { end, progress };
}

describe("handlers of known complexity", () => {
  test.each([
    ["Constant", "1"],
    ["Logarithmic", "log n"],
    ["Linear", "n"],
    ["Linearithmic", "n log n"],
    ["Quadratic", "n²"],
  ])(
    "%s is said to be %s, or nothing is said",
    async (method, known) => {
      const first = await wronglyNamed(method, known);
      // A machine that was busy for a while may bend one sweep (at 10 % noise one of seven is); not two alike.
      const again = first.length === 0 ? [] : await wronglyNamed(method, known);
      expect(again.filter((name) => first.includes(name))).toEqual([]);
    },
    90_000,
  );
});

/** The classes, by metric, that a sweep over the method was said to be and is not. */
async function wronglyNamed(method: string, known: string): Promise<string[]> {
  const { end, progress } = await measure(method);
  expect(end).toEqual({ kind: "done" });
  expect(progress.empty.length).toBeGreaterThan(0);
  expect(progress.empty.every(({ cpuUs }) => cpuUs !== null)).toBe(true);
  return (["cpu", "wall"] as const).flatMap((metric) => {
    const sizes = sizesOf(progress.time, metric);
    expect(sizes.length).toBeGreaterThanOrEqual(9);
    expect(sizes.every(({ minimum, median }) => minimum <= median)).toBe(true);
    const judged = judgeGrowth(progress.time, metric, 1);
    if (!judged.ok || judged.value.verdict.kind !== "class") return [];
    const named = judged.value.verdict.class;
    // A cost that the library's own hides is constant as far as anybody can see.
    const hidden = metric === "cpu" && named === "1" && hidesGrowth(progress);
    return named === known || hidden ? [] : [`${metric}: ${named}`];
  });
}

/** The handler's own time never came near what the call costs anyway. */
function hidesGrowth({ time }: GrowthProgress): boolean {
  const most = Math.max(...sizesOf(time, "wall").map(({ minimum }) => minimum));
  const least = Math.min(...sizesOf(time, "cpu").map(({ median }) => median));
  return most < least;
}

test("memory that grows with n is seen in the heap, and what does not grow is not", async () => {
  const { progress } = await measure("Constant", { extend: false });
  const constant = sizesOf(progress.heap, "heap");
  expect(constant.length).toBeGreaterThanOrEqual(9);
  const medians = constant.map(({ median }) => median);
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.5);
  expect(Math.min(...medians)).toBeGreaterThan(1_000);
}, 45_000);

test("a handler's mistake ends the measurement, and what was measured stays", async () => {
  const files = readComplexity().map((file) =>
    file.path === "server.ts"
      ? {
          ...file,
          content: file.content.replace(
            "constant: ({ n }) => ({ result: mixed(n) }),",
            'constant: ({ n }) => { if (n > 20) throw new Error("too much for me"); return { result: n }; },',
          ),
        }
      : file,
  );
  let progress: GrowthProgress | null = null;
  const target = {
    method: "complexity.v1.Growth/Constant",
    protoPath: "complexity.proto",
    messageJson: "{}",
    field: { name: "n", kind: "number", largest: 2 ** 31 - 1 },
  } as const;
  const end = await measureGrowth(
    { target, from: 16, to: 4_096, extend: false, budgetMs: 5_000, seed: 1, limits: defaultLimits },
    {
      run: jobsOn(runner.run, files),
      nowMs: () => performance.now(),
      isStopped: () => false,
      onProgress(so) {
        progress = so;
      },
    },
  );
  expect(end.kind).toBe("failed");
  expect(progress).not.toBeNull();
  const answered = new Set((progress as unknown as GrowthProgress).ladder.map(({ n }) => n));
  expect([...answered].toSorted((a, b) => a - b)).toEqual([16]);
}, 30_000);

test("a visitor who stops is told what there is", async () => {
  const { end, progress } = await measure("Linear", { extend: false }, 1);
  expect(end).toEqual({ kind: "stopped" });
  expect(progress.ladder.length).toBeGreaterThan(0);
  expect(progress.time).toEqual([]);
}, 30_000);
