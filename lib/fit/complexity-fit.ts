import { createRandom } from "#lib/random.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { bootstrapLine } from "./bootstrap-line.ts";
import { type ClassFit, fitClasses, noiseFloor } from "./class-fits.ts";
import { growthOf } from "./complexity-class.ts";
import {
  type ComplexityVerdict,
  candidatesOf,
  type Doubt,
  decisiveDifference,
  doubtfulDifference,
  doubtOf,
  toVerdict,
} from "./complexity-verdict.ts";
import { type FitQuality, fitQuality } from "./fit-quality.ts";
import type { Interval } from "./interval.ts";
import { fitPower } from "./power-fit.ts";

/** What a size cost: the median of its repeats, in any unit (time, bytes). */
export type SizeAndCost = {
  readonly n: number;
  readonly cost: number;
  /** Relative standard error of the cost as its repeats show it; without it systematic errors are not seen. */
  readonly scatter?: number | null;
};

/** Fewer sizes carry no verdict. */
export const fewestSizes = 9;
export type ComplexityFit = FitQuality & {
  readonly verdict: ComplexityVerdict;
  /** Every class, the best first. */
  readonly classes: readonly ClassFit[];
  /** The best one and the next. */
  readonly best: ClassFit;
  readonly runnerUp: ClassFit;
  /** AICc of the runner-up minus that of the best. */
  readonly difference: number;
  /** Why classes part only by 10 AICc; null: 2 are enough. */
  readonly doubt: Doubt | null;
  /** a, in the unit of the cost: over all classes that are still candidates when undecided. */
  readonly fixedCost: Interval;
  /** b of the best class, cost per unit of g. */
  readonly slope: Interval;
  /** Null when the cost does not grow. */
  readonly exponent: Interval | null;
  /** b · g(n max) / a of the best class; infinite without a fixed cost, 0 without growth. */
  readonly reach: number;
  /** Largest size / smallest size. */
  readonly span: number;
};

export type FitRefusal =
  | { readonly reason: "tooFewSizes"; readonly has: number; readonly needs: number }
  /** A cost of 0 or less, or a size below 1: a clock too coarse for the smallest sizes, or a mistake. */
  | { readonly reason: "notPositive"; readonly n: number };

/**
 * Which class of growth the costs of several sizes follow: t = a + b · g(n) with a, b ≥ 0 by relative least squares, the
 * class chosen by AICc of the log residuals. Undecided where two classes explain the costs about equally well, a bad fit
 * where the residuals of the best one still follow n. Multiplying all costs by a number changes no verdict. The intervals
 * are drawn from `seed`.
 */
export function fitComplexity(
  points: readonly SizeAndCost[],
  { seed = 1, resamples = 1_000 }: { readonly seed?: number; readonly resamples?: number } = {},
): Result<ComplexityFit, FitRefusal> {
  const sorted = [...points].sort((a, b) => a.n - b.n);
  const bad = sorted.find(
    ({ n, cost }) => !(n >= 1 && Number.isFinite(n) && cost > 0 && Number.isFinite(cost)),
  );
  if (bad) return fail({ reason: "notPositive", n: bad.n });
  const has = new Set(sorted.map(({ n }) => n)).size;
  if (has < fewestSizes) return fail({ reason: "tooFewSizes", has, needs: fewestSizes });
  const n = Float64Array.from(sorted, (point) => point.n);
  const t = Float64Array.from(sorted, ({ cost }) => cost);
  const classes = fitClasses(n, t);
  const [best, runnerUp] = classes;
  if (best === undefined || runnerUp === undefined) throw new Error("Expected: at least two classes");
  const scatters = sorted.flatMap(({ scatter }) => (typeof scatter === "number" ? [scatter] : []));
  const doubt = doubtOf(best, scatters);
  const decisive = doubt === null ? decisiveDifference : doubtfulDifference;
  const candidates = candidatesOf(classes, decisive);
  const power = fitPower(n, t, noiseFloor);
  const random = createRandom(seed);
  const intervals = candidates.map((each) =>
    bootstrapLine(each, n.map(growthOf[each.class]), t, resamples, random),
  );
  return ok({
    ...fitQuality(best, t),
    verdict: toVerdict(best, candidates, power),
    classes,
    best,
    runnerUp,
    difference: runnerUp.aicc - best.aicc,
    doubt,
    fixedCost: {
      value: best.a,
      lower: Math.min(...intervals.map(({ a }) => a.lower)),
      upper: Math.max(...intervals.map(({ a }) => a.upper)),
    },
    slope: intervals[0]?.b ?? { value: best.b, lower: 0, upper: Number.POSITIVE_INFINITY },
    exponent: power.exponent,
    reach: best.reach,
    span: (n[n.length - 1] ?? 1) / (n[0] ?? 1),
  });
}
