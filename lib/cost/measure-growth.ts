import type { Limits } from "#lib/limits.ts";
import { createRandom } from "#lib/random.ts";
import { type CallSample, samplesOf } from "./call-samples.ts";
import { bareSettings, type CostEnd, type CostParts } from "./cost-run.ts";
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
import {
  type CostTarget,
  type PlannedCall,
  type SweepPlan,
  toEmptyServer,
  toSweepProgram,
} from "./sweep-program.ts";

/** T(n) and S(n) of one method. */
export type GrowthAsk = {
  readonly target: CostTarget;
  readonly from: number;
  readonly to: number;
  /** Larger sizes than `to` are tried while the growth is small beside the fixed cost. */
  readonly extend: boolean;
  readonly budgetMs: number;
  readonly seed: number;
  readonly limits: Pick<Limits, "turnMs" | "cpuBurstMs" | "cpuSustainedShare" | "maxCallsPerRun" | "runMs">;
};

/** `ladder`: how far can n go. `empty`: the same call with a handler that does nothing. */
export type GrowthStage = "ladder" | "empty" | "time" | "larger" | "heap";

export type GrowthProgress = {
  readonly stage: GrowthStage;
  /** Calls of this stage that were planned, and answered. */
  readonly planned: number;
  readonly made: number;
  /** One call per size, ascending and partly cold: no part of any fit. */
  readonly ladder: readonly CallSample[];
  readonly empty: readonly CallSample[];
  readonly time: readonly CallSample[];
  readonly heap: readonly CallSample[];
  /** The largest size that the time or a limit allowed; null: not known yet. */
  readonly largest: number | null;
};

/** So many calls at the beginning only warm up; but at least `keep` count, where time runs out. */
type Dropped = { readonly drop?: number; readonly keep?: number };

const nothing: GrowthProgress = {
  stage: "ladder",
  planned: 0,
  made: 0,
  ladder: [],
  empty: [],
  time: [],
  heap: [],
  largest: null,
};

/** A cold call may take this long, and warming up about that long. */
const coldCallMs = 12;
const warmMs = 500;
/** Calls of each size of a ladder: one may have been disturbed. */
const tries = 3;
const emptyWarmUp = 20;
const emptyCalls = 21;
const mostExtensions = 4;
/** Of the runner's portion of processor time, so that no measurement ends it. */
const cpuShare = 0.6;
/** Sweep and extensions together may take this share of the time; the heap has the rest. */
const timeShare = 0.75;
const leastShare = 0.15;

/**
 * Measures one method over a range of n with nothing emulated, one call at a time: how far n can go, the empty call, the
 * sweep in shuffled rounds, larger sizes where the growth is still hidden, and the heap in a sweep of its own. Never
 * rejects for what the visitor's code does; what was measured until then has been told.
 */
export async function measureGrowth<Problem>(
  ask: GrowthAsk,
  { run, nowMs, isStopped, onProgress }: CostParts<Problem, GrowthProgress>,
): Promise<CostEnd<Problem>> {
  const { target, limits, seed } = ask;
  const random = createRandom(seed);
  const beganMs = nowMs();
  const leftMs = (share: number) => ask.budgetMs * share - (nowMs() - beganMs);
  let progress = nothing;
  let spentUs = 0;
  const cpuLeftUs = () => {
    const refillUs = (nowMs() - beganMs) * 1_000 * limits.cpuSustainedShare;
    return cpuShare * (limits.cpuBurstMs * 1_000 + refillUs) - spentUs;
  };

  type Part = "ladder" | "empty" | "time" | "heap";
  const perform = async (
    stage: GrowthStage,
    part: Part,
    plan: Omit<SweepPlan, "seed"> & Dropped,
    server: string | null = null,
  ): Promise<CostEnd<Problem> | null> => {
    const calls = plan.calls.slice(0, limits.maxCallsPerRun);
    const before = progress[part];
    const tell = (made: readonly CallSample[]) => {
      const kept = made.slice(Math.min(plan.drop ?? 0, Math.max(0, made.length - (plan.keep ?? 0))));
      progress = {
        ...progress,
        stage,
        planned: calls.length,
        made: made.length,
        [part]: [...before, ...kept],
      };
      onProgress(progress);
    };
    tell([]);
    const { drop: _, keep: __, ...swept } = plan;
    const client = toSweepProgram(target, { ...swept, calls, seed: random.whole(1, 2 ** 30) });
    const { record, problem } = await run({ client, server, settings: bareSettings }, (so) =>
      tell(samplesOf(so, calls)),
    );
    const made = record === null ? [] : samplesOf(record, calls);
    tell(made);
    if (server === null) spentUs += made.reduce((sum, { cpuUs }) => sum + (cpuUs ?? 0), 0);
    if (problem !== null) return { kind: "failed", problem };
    return isStopped() ? { kind: "stopped" } : null;
  };
  /** However slow the beginning was, a stage may take some of the time. */
  const untilMs = (share: number) =>
    Math.min(limits.runMs * 0.9, Math.max(ask.budgetMs * leastShare, leftMs(share)));

  const mostCallMs = Math.min(
    limits.turnMs / 3,
    Math.min(cpuLeftUs() / 1_000, ask.budgetMs / 2) / (repeats * 3),
  );
  // Cold first, up to a size that takes a moment; that one again and again, so that V8 compiles what is hot; then on.
  const cold = await perform("ladder", "ladder", {
    calls: ladder(ask.from, ask.to, 1),
    untilMs: ask.budgetMs / 4,
    climb: { warm: 1, mostCallMs: Math.min(coldCallMs, mostCallMs) },
  });
  if (cold !== null) return cold;
  const reached = progress.ladder.at(-1);
  const warmN = reached?.n ?? ask.from;
  const warmCalls = Math.round(Math.min(200, Math.max(40, (warmMs * 1_000) / (reached?.latencyUs ?? 1_000))));
  const climbed = await perform("ladder", "ladder", {
    calls: [...Array.from({ length: warmCalls }, () => ({ n: warmN })), ...ladder(warmN, ask.to, tries)],
    untilMs: ask.budgetMs / 3,
    climb: { warm: warmCalls, mostCallMs },
  });
  if (climbed !== null) return climbed;
  const costs = costsOf(progress.ladder.slice(-ladder(warmN, ask.to, tries).length));
  let largest = progress.ladder.at(-1)?.n ?? ask.from;
  progress = { ...progress, largest };

  const warm: PlannedCall[] = Array.from({ length: emptyWarmUp + emptyCalls }, () => ({ n: ask.from }));
  const idle = await perform(
    "empty",
    "empty",
    { calls: warm, untilMs: untilMs(1), measure: "cpu", drop: emptyWarmUp, keep: emptyCalls },
    toEmptyServer(target),
  );
  if (idle !== null) return idle;

  const rounds = (sizes: readonly number[], wanted: number) => {
    const afford = Math.floor(cpuLeftUs() / Math.max(1, roundCost(sizes, costs)));
    return Math.max(1, Math.min(wanted, afford));
  };
  let sizes = sweepSizes(ask.from, largest);
  const affordable = rounds(sizes, repeats + warmRounds);
  const swept = await perform("time", "time", {
    calls: shuffledRounds(sizes, affordable, random),
    drop: Math.max(0, affordable - repeats) * sizes.length,
    keep: repeats * sizes.length,
    untilMs: untilMs(timeShare),
    measure: "cpu",
  });
  if (swept !== null) return swept;

  for (let extension = 0; ask.extend && extension < mostExtensions; extension += 1) {
    const fit = judgeGrowth(progress.time, "cpu", seed);
    const more = largerSizes(ask.from, largest, target.field.largest);
    const calls = shuffledRounds(more, repeats, random);
    if (!fit.ok || !wantsLarger(fit.value) || more.length === 0) break;
    const known = costsOf(progress.time);
    const roundUs = roundCost(more, known);
    const slowestUs = Math.max(...known.values()) * 4;
    const isTooMuch = roundUs * repeats > Math.min(cpuLeftUs(), leftMs(timeShare) * 1_000);
    if (isTooMuch || slowestUs > limits.turnMs * 500) break;
    const extended = await perform("larger", "time", { calls, untilMs: untilMs(timeShare), measure: "cpu" });
    if (extended !== null) return extended;
    largest = more.at(-1) ?? largest;
    sizes = [...sizes, ...more];
    progress = { ...progress, largest };
  }

  const heaped = await perform("heap", "heap", {
    calls: shuffledRounds(sizes, rounds(sizes, heapRepeats), random),
    untilMs: untilMs(1),
    measure: "heap",
  });
  return heaped ?? { kind: "done" };
}

/** The least that a call of each size took, µs: what disturbed one of them does not come again at once. */
function costsOf(samples: readonly CallSample[]): ReadonlyMap<number, number> {
  const costs = new Map<number, number>();
  for (const { n, cpuUs, wallUs } of samples)
    costs.set(n, Math.min(costs.get(n) ?? Number.POSITIVE_INFINITY, cpuUs ?? wallUs));
  return costs;
}
