import { LawKind, LawVerdict, LoadOutcome, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import { countOf, mergeBuckets } from "./latency-buckets.ts";
import { type LoadPlan, levelLoads } from "./load-plan.ts";
import { type MergedTicks, mergeTicks } from "./merge-ticks.ts";

export type LawNumbers = {
  readonly kind: LawKind;
  readonly left: number;
  readonly right: number;
  /** |left − right| / left. */
  readonly difference: number;
  readonly allowed: number;
  readonly verdict: LawVerdict;
};

const allowedOf = { little: 0.01, closed: 0.02 } as const;
const everyOutcome = [
  LoadOutcome.OK,
  LoadOutcome.ERROR,
  LoadOutcome.TIMEOUT,
  LoadOutcome.CANCELLED,
  LoadOutcome.SHED,
] as const;

/**
 * What a sound measurement cannot break, over one window: Little's L = λ·W (Little 1961) in the open model, the response
 * time law N = X·(R + Z) (Lazowska et al. 1984, 3.2) in the closed one. Null: nothing was sent, or nobody knows how the
 * last calls ended, since the generator was lost.
 */
export function checkLaw(plan: LoadPlan, level: number, ticks: readonly LoadTick[]): LawNumbers | null {
  if ((ticks.at(-1)?.inFlight ?? 0) > 0) return null;
  return plan.model.kind === "open" ? checkLittle(mergeTicks(ticks)) : checkClosed(plan, level, ticks);
}

/** From the level's zero until nothing of it was under way: no call is cut off at either end. */
function checkLittle(merged: MergedTicks): LawNumbers | null {
  const sent = latenciesOf(merged, "send");
  if (merged.spanUs === 0 || countOf(sent) === 0) return null;
  const left = merged.inFlightUs / merged.spanUs;
  const arrivalsPerUs = merged.counts.sent / merged.spanUs;
  const right = arrivalsPerUs * (sent.sumUs / countOf(sent));
  return judge(LawKind.LITTLE, left, right, allowedOf.little, 0);
}

/**
 * Over the time in which clients called. X counts whole cycles, so those that both ends cut off are missing: at most one
 * for each client. Where that is more than what is allowed, and explains the difference, the run was too short to tell.
 */
function checkClosed(plan: LoadPlan, level: number, ticks: readonly LoadTick[]): LawNumbers | null {
  const window = mergeTicks(ticks.filter(({ draining }) => !draining));
  const answers = latenciesOf(window, "intended");
  const n = countOf(answers);
  if (window.spanUs === 0 || n === 0) return null;
  const clients = clientsOf(plan, level);
  const cycleUs = (answers.sumUs + window.thinkUs) / n;
  const throughput = n / window.spanUs;
  // A generator that came late to the end kept the window open while nobody called any more.
  const lateUs = Math.max(0, window.spanUs - lengthUs(plan));
  const cutOff = (Math.max(cycleUs, answers.maxUs) + lateUs) / window.spanUs;
  return judge(LawKind.CLOSED, clients, throughput * cycleUs, allowedOf.closed, cutOff);
}

/** For how long the clients of a level call. */
function lengthUs({ durationMs, shape }: LoadPlan): number {
  return (durationMs * 1_000) / ("levels" in shape ? shape.levels : 1);
}

/** `cutOff`: the share that cycles cut off at the ends can take away. */
function judge(kind: LawKind, left: number, right: number, allowed: number, cutOff: number): LawNumbers {
  const difference = Math.abs(left - right) / left;
  const isExplained = cutOff > allowed && right < left && difference <= cutOff;
  const verdict =
    difference <= allowed ? LawVerdict.HOLDS : isExplained ? LawVerdict.TOO_SHORT : LawVerdict.FAILS;
  return { kind, left, right, difference, allowed, verdict };
}

/** Calls that were under way have a latency, whatever became of them. */
function latenciesOf({ series }: MergedTicks, start: "intended" | "send") {
  return mergeBuckets(everyOutcome.flatMap((outcome) => series.get(outcome)?.[start] ?? []));
}

/** Mean number of clients over the level. */
function clientsOf({ model, shape }: LoadPlan, level: number): number {
  const load = levelLoads({ model, shape })[level] ?? 0;
  if (shape.kind !== "ramp") return load;
  // Client k joins at its share of the ramp: the stairs lie below the line by half a client.
  const { start } = shape;
  return start === load ? load : start + (load - start - 1) / 2;
}
