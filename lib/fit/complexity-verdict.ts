import type { ClassFit } from "./class-fits.ts";
import type { ComplexityClass } from "./complexity-class.ts";
import type { Interval } from "./interval.ts";
import type { PowerFit } from "./power-fit.ts";
import { type ResidualPattern, residualPattern } from "./residual-pattern.ts";

/** A class must be better than the next by this much AICc, else both stand (Burnham & Anderson 2002, 2.6). */
export const decisiveDifference = 2;
/** And by this much where errors are the machine's and not chance: AICc counts each of them as a witness of its own. */
export const doubtfulDifference = 10;
/** A free exponent this much better than every class rejects them all; a true class is so rejected in 1 of 100 fits. */
const rejectingDifference = 7;
/** b · g(n) of the largest size must be this many times the fixed cost for the growth to show. */
export const wantedReach = 4;

/** A class is named only here: who reads `candidates` or `nearest` as a verdict is more certain than the data. */
export type ComplexityVerdict =
  | { readonly kind: "class"; readonly class: ComplexityClass }
  | {
      readonly kind: "undecided";
      /** The best first; at least two. */
      readonly candidates: readonly ComplexityClass[];
      /** Growth is too small beside the fixed cost: with a larger n the classes would part. */
      readonly rangeTooSmall: boolean;
    }
  | { readonly kind: "badFit"; readonly nearest: ComplexityClass; readonly pattern: Misfit };

/** Why no class fits: what the residuals show, or that another exponent explains the costs far better. */
export type Misfit = ResidualPattern | { readonly kind: "otherPower"; readonly exponent: Interval };

/** Growth over the whole range of less than this share of the fixed cost is what caches and a warming processor do as well. */
const leastReach = 0.25;

/**
 * The classes that the costs leave standing, the best first: those worse by less than `decisive` AICc, and beside a growth
 * too small to see the constant one.
 */
export function candidatesOf(classes: readonly ClassFit[], decisive: number): readonly ClassFit[] {
  const [best] = classes;
  if (best === undefined) return [];
  const isFaint = best.reach !== null && best.reach < leastReach;
  return classes.filter((each) => each.aicc - best.aicc < decisive || (isFaint && each.class === "1"));
}

/** The verdict on classes of which the best and the candidates, the best first, are known. */
export function toVerdict(
  best: ClassFit,
  candidates: readonly ClassFit[],
  { exponent, aicc }: PowerFit,
): ComplexityVerdict {
  const pattern = residualPattern(best.residuals);
  if (pattern) return { kind: "badFit", nearest: best.class, pattern };
  if (exponent && best.aicc - aicc > rejectingDifference)
    return { kind: "badFit", nearest: best.class, pattern: { kind: "otherPower", exponent } };
  if (candidates.length === 1) return { kind: "class", class: best.class };
  return {
    kind: "undecided",
    candidates: candidates.map((each) => each.class),
    rangeTooSmall: candidates.some((each) => needsReach.has(each.class) && each.reach < wantedReach),
  };
}

/** For 1 and log n the wanted reach lies beyond any practical n: there the comparison alone decides. */
const needsReach: ReadonlySet<ComplexityClass> = new Set(["√n", "n", "n log n", "n²", "n³", "2ⁿ"]);

/** Residuals lower than this share of the cost part no two classes wrongly. */
const harmless = 0.05;
/** Residuals this many times the scatter of the repeats do not stem from it. */
const unexplained = 3;
/** Costs this far off their own best class were measured on a machine that did something else meanwhile. */
const rough = 0.25;

/**
 * Why the difference between classes counts for less than AICc says. `systematic`: the costs lie off the best class by far
 * more than their repeats scatter, so that it is the machine (caches, pages, a table that grows in leaps) that bends
 * the curve, again and again the same way. `rough`: they lie off it by a quarter and more.
 */
export type Doubt = "systematic" | "rough";

/** `scatters` are the relative standard errors of the costs; without them only roughness is seen. */
export function doubtOf({ residuals }: ClassFit, scatters: readonly number[]): Doubt | null {
  const error = rootMeanSquare(residuals);
  if (error > rough) return "rough";
  const explained = scatters.length > 0 ? unexplained * rootMeanSquare(scatters) : Number.POSITIVE_INFINITY;
  return error > Math.max(harmless, explained) ? "systematic" : null;
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, each) => sum + each ** 2, 0) / values.length);
}
