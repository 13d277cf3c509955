import { type ComplexityClass, classesUpTo, growthOf } from "./complexity-class.ts";
import { correctedAkaike } from "./corrected-akaike.ts";
import { logResiduals } from "./log-residuals.ts";
import { fitRelativeLine, type Line } from "./relative-line.ts";

/**
 * No machine repeats itself more exactly than to one part in a hundred, whatever its scatter looks like: caches and
 * pages shift whole ranges of n. Without this floor a tenth of a percent would choose between n and n log n.
 */
export const noiseFloor = 0.01;

/** One class laid through the costs. */
export type ClassFit = Line & {
  readonly class: ComplexityClass;
  readonly aicc: number;
  /** ln(measured / fitted), in order of n. */
  readonly residuals: readonly number[];
  /** b · g(n max) / a. */
  readonly reach: number;
};

/** Every class that the sizes can tell apart, the best first. `n` is ascending, `t` positive. */
export function fitClasses(n: Float64Array, t: Float64Array): readonly ClassFit[] {
  const largest = n[n.length - 1] ?? 1;
  return classesUpTo(largest)
    .map((each) => fitClass(each, n, t))
    .sort((a, b) => toTie(a.aicc) - toTie(b.aicc));
}

/** Classes that all fall back to a constant differ by rounding alone: they keep their order, whatever the unit. */
function toTie(aicc: number): number {
  return Math.round(aicc * 1e6);
}

function fitClass(name: ComplexityClass, n: Float64Array, t: Float64Array): ClassFit {
  const g = n.map(growthOf[name]);
  const line = fitRelativeLine(g, t);
  const residuals = logResiduals(line, g, t);
  const meanSquare = residuals.reduce((sum, each) => sum + each ** 2, 0) / n.length + noiseFloor ** 2;
  // a, b and the spread; a constant has no b.
  const parameters = name === "1" ? 2 : 3;
  const growth = name === "1" ? 0 : line.b * (g[g.length - 1] ?? 0);
  return {
    ...line,
    class: name,
    aicc: correctedAkaike(meanSquare, n.length, parameters),
    residuals,
    reach: growth === 0 ? 0 : growth / line.a,
  };
}
