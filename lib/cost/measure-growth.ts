import type { CallSample } from "./call-samples.ts";
import type { CostEnd, CostParts } from "./cost-run.ts";
import { type GrowthAsk, type GrowthProgress, GrowthStages } from "./growth-stages.ts";
import { judgeGrowth, wantsLarger } from "./judge-growth.ts";
import {
  heapRepeats,
  ladder,
  largerSizes,
  repeats,
  roundCost,
  shuffledRounds,
  sweepSizes,
  warmRounds,
} from "./size-plan.ts";
import { toEmptyServer } from "./sweep-program.ts";

/** A cold call may take this long, and warming up about that long. */
const coldCallMs = 12;
const warmMs = 500;
/** Calls of each size of a ladder: one may have been disturbed. */
const tries = 3;
const emptyWarmUp = 20;
const emptyCalls = 21;
const mostExtensions = 4;
/** Sweep and extensions together may take this share of the time; the heap has the rest. */
const timeShare = 0.75;

/**
 * Measures one method over a range of n with nothing emulated, one call at a time: how far n can go, the empty call, the
 * sweep in shuffled rounds, larger sizes where the growth is still hidden, and the heap in a sweep of its own. Never
 * rejects for what the visitor's code does; what was measured until then has been told.
 */
export async function measureGrowth<Problem>(
  ask: GrowthAsk,
  parts: CostParts<Problem, GrowthProgress>,
): Promise<CostEnd<Problem>> {
  const stages = new GrowthStages(ask, parts);
  for (const measure of [climb, measureEmpty, sweep, enlarge, measureHeap]) {
    const end = await measure(stages);
    if (end !== null) return end;
  }
  return { kind: "done" };
}

type Measured<Problem> = Promise<CostEnd<Problem> | null>;

/** Cold first, up to a size that takes a moment; that one again and again, so that V8 compiles what is hot; then on. */
async function climb<Problem>(stages: GrowthStages<Problem>): Measured<Problem> {
  const { from, to, budgetMs, limits } = stages.ask;
  const mostCallMs = Math.min(
    limits.turnMs / 3,
    Math.min(stages.cpuLeftUs() / 1_000, budgetMs / 2) / (repeats * 3),
  );
  // What a limit ended was too large: the size before it is the largest.
  const options = { onLimit: (answered: number) => answered > 0 };
  const cold = {
    calls: ladder(from, to, 1),
    untilMs: budgetMs / 4,
    climb: { warm: 1, mostCallMs: Math.min(coldCallMs, mostCallMs) },
  };
  const ended = await stages.perform("ladder", "ladder", cold, options);
  if (ended !== null) return ended;
  const reached = stages.progress.ladder.at(-1);
  const warmN = reached?.n ?? from;
  const warm = Math.round(Math.min(200, Math.max(40, (warmMs * 1_000) / (reached?.latencyUs ?? 1_000))));
  const hot = {
    calls: [...Array.from({ length: warm }, () => ({ n: warmN })), ...ladder(warmN, to, tries)],
    untilMs: budgetMs / 3,
    climb: { warm, mostCallMs },
  };
  const climbed = await stages.perform("ladder", "ladder", hot, options);
  stages.progress = { ...stages.progress, largest: stages.progress.ladder.at(-1)?.n ?? from };
  return climbed;
}

function measureEmpty<Problem>(stages: GrowthStages<Problem>): Measured<Problem> {
  const { target, from } = stages.ask;
  const calls = Array.from({ length: emptyWarmUp + emptyCalls }, () => ({ n: from }));
  return stages.perform(
    "empty",
    "empty",
    { calls, untilMs: stages.untilMs(1), measure: "cpu" },
    { drop: emptyWarmUp, keep: emptyCalls, server: toEmptyServer(target) },
  );
}

function sweep<Problem>(stages: GrowthStages<Problem>): Measured<Problem> {
  const { from } = stages.ask;
  const sizes = sweepSizes(from, stages.progress.largest ?? from);
  const rounds = affordableRounds(stages, sizes, costsOf(stages.progress.ladder), repeats + warmRounds);
  return stages.perform(
    "time",
    "time",
    {
      calls: shuffledRounds(sizes, rounds, stages.random),
      untilMs: stages.untilMs(timeShare),
      measure: "cpu",
    },
    { drop: Math.max(0, rounds - repeats) * sizes.length, keep: repeats * sizes.length },
  );
}

/** Goes beyond the largest size while the growth is hidden, as far as time and limits let it. */
async function enlarge<Problem>(stages: GrowthStages<Problem>): Measured<Problem> {
  const { extend, from, seed, target } = stages.ask;
  for (let extension = 0; extend && extension < mostExtensions; extension += 1) {
    const fit = judgeGrowth(stages.progress.time, "cpu", seed);
    if (!fit.ok || !wantsLarger(fit.value)) return null;
    const all = largerSizes(from, stages.progress.largest ?? from, target.field.largest);
    const larger = all.filter((n) => n < stages.tooLarge);
    const more = [larger, larger.slice(0, 1)].find((each) => isAffordable(stages, each));
    if (more === undefined) return null;
    const before = stages.progress;
    let isTooLarge = false;
    const plan = { calls: shuffledRounds(more, repeats, stages.random), untilMs: stages.untilMs(timeShare) };
    const onLimit = () => {
      isTooLarge = true;
      // Sizes of which only some repeats were answered tell nothing.
      stages.progress = { ...stages.progress, time: before.time };
      return true;
    };
    const end = await stages.perform("larger", "time", { ...plan, measure: "cpu" }, { onLimit });
    if (end !== null || isTooLarge) return end;
    stages.progress = { ...stages.progress, largest: more.at(-1) ?? before.largest };
  }
  return null;
}

function measureHeap<Problem>(stages: GrowthStages<Problem>): Measured<Problem> {
  const costs = costsOf(stages.progress.time);
  const sizes = [...costs.keys()].sort((a, b) => a - b);
  const rounds = affordableRounds(stages, sizes, costs, heapRepeats);
  const calls = shuffledRounds(sizes, rounds, stages.random);
  const plan = { calls, untilMs: stages.untilMs(1), measure: "heap" } as const;
  // Collecting garbage makes a call slower: what is known of the heap then is what was answered before.
  return stages.perform("heap", "heap", plan, { onLimit: () => true });
}

type Costs = ReadonlyMap<number, number>;

function affordableRounds<Problem>(
  stages: GrowthStages<Problem>,
  sizes: readonly number[],
  costs: Costs,
  wanted: number,
): number {
  const affordable = Math.floor(stages.cpuLeftUs() / Math.max(1, roundCost(sizes, costs)));
  return Math.max(1, Math.min(wanted, affordable));
}

/** Whether time and processor time are left for sizes larger than any measured, and no call of them meets the limit. */
function isAffordable<Problem>(stages: GrowthStages<Problem>, larger: readonly number[]): boolean {
  if (larger.length === 0) return false;
  const costs = costsOf(stages.progress.time);
  const leftUs = Math.min(stages.cpuLeftUs(), stages.leftMs(timeShare) * 1_000);
  const mostCallUs = (stages.ask.limits.turnMs * 1_000) / 2;
  return roundCost(larger, costs) * repeats <= leftUs && roundCost(larger.slice(-1), costs) <= mostCallUs;
}

/** The least that a call of each size took, µs: what disturbed one of them does not come again at once. */
function costsOf(samples: readonly CallSample[]): Costs {
  const costs = new Map<number, number>();
  for (const { n, cpuUs, wallUs } of samples)
    costs.set(n, Math.min(costs.get(n) ?? Number.POSITIVE_INFINITY, cpuUs ?? wallUs));
  return costs;
}
