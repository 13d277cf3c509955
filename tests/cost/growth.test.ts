import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Failure } from "#components/playground/failure.ts";
import type { CostEnd } from "#lib/cost/cost-run.ts";
import type { GrowthAsk, GrowthProgress } from "#lib/cost/growth-stages.ts";
import { judgeGrowth, sizesOf } from "#lib/cost/judge-growth.ts";
import { measureGrowth } from "#lib/cost/measure-growth.ts";
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

type Around = { readonly files?: ReturnType<typeof readComplexity>; readonly stopAfter?: number };

async function measure(
  method: string,
  ask: Partial<GrowthAsk> = {},
  { files = readComplexity(), stopAfter = Number.POSITIVE_INFINITY }: Around = {},
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
      run: jobsOn(runner.run, files),
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

/** The starter with another handler in place of the one whose time is constant. */
function withHandler(code: string): ReturnType<typeof readComplexity> {
  const constant = "constant: ({ n }) => ({ result: mixed(n) }),";
  return readComplexity().map((file) => {
    if (file.path !== "server.ts") return file;
    if (!file.content.includes(constant)) throw new Error(`Expected in server.ts: ${constant}`);
    return { ...file, content: file.content.replace(constant, `constant: ${code},`) };
  });
}

test("a handler's mistake ends the measurement, and what was measured stays", async () => {
  const files = withHandler(
    '({ n }) => { if (n > 20) throw new Error("too much for me"); return { result: n }; }',
  );
  const { end, progress } = await measure("Constant", { to: 4_096, extend: false }, { files });
  expect(end.kind).toBe("failed");
  const answered = new Set(progress.ladder.map(({ n }) => n));
  expect([...answered].toSorted((a, b) => a - b)).toEqual([16]);
}, 30_000);

test("a size that a limit ends is too large, and the measurement goes on below it", async () => {
  const files = withHandler("({ n }) => { while (n > 300); return { result: n }; }");
  const { end, progress } = await measure("Constant", {}, { files });
  expect(end).toEqual({ kind: "done" });
  expect(progress.largest).toBe(256);
  const sizes = sizesOf(progress.time, "cpu");
  expect(sizes.length).toBeGreaterThanOrEqual(9);
  expect(sizes.at(-1)?.n).toBe(256);
}, 60_000);

test("a handler of 2ⁿ steps, which no size beyond a few dozen survives, is said to be that or nothing", async () => {
  const files = withHandler(
    "({ n }) => { const steps = (k: number): number => (k < 1 ? 1 : steps(k - 1) + steps(k - 1)); return { result: steps(n) }; }",
  );
  const { end, progress } = await measure("Constant", { from: 1, to: 48 }, { files });
  expect(end).toEqual({ kind: "done" });
  const judged = judgeGrowth(progress.time, "cpu", 1);
  if (judged.ok && judged.value.verdict.kind === "class") expect(judged.value.verdict.class).toBe("2ⁿ");
}, 60_000);

test("a visitor who stops is told what there is", async () => {
  const { end, progress } = await measure("Linear", { extend: false }, { stopAfter: 1 });
  expect(end).toEqual({ kind: "stopped" });
  expect(progress.ladder.length).toBeGreaterThan(0);
  expect(progress.time).toEqual([]);
}, 30_000);
