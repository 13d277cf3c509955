import { type Interval, toInterval } from "#lib/fit/interval.ts";
import { createRandom } from "#lib/random.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { normalLimit, studentLimit } from "#lib/statistics/student-t.ts";
import { leastSquares } from "./non-negative-squares.ts";
import { type Scalability, scalabilityPeak, universalScalability } from "./universal-scalability.ts";

/** Throughput X (any unit) with N workers, replicas or clients. */
export type ScalabilityPoint = { readonly n: number; readonly throughput: number };

/** With fewer points three parameters fit anything. */
export const fewestScalabilityPoints = 6;
/** Up to fewer than these, contention and coherency look alike. */
export const leastLargestN = 4;

export type ScalabilityFit = Scalability & {
  readonly intervals: { readonly lambda: Interval; readonly alpha: Interval; readonly beta: Interval };
  /** N*; null without coherency cost. */
  readonly peak: number | null;
  /** N* lies inside what was measured: beyond it, it is a guess. */
  readonly peakMeasured: boolean;
  /** ln(measured / fitted) of each point, in order of N. */
  readonly residuals: readonly number[];
};

export type ScalabilityRefusal =
  | { readonly reason: "tooFewPoints"; readonly has: number; readonly needs: number }
  | { readonly reason: "rangeTooSmall"; readonly largest: number; readonly needs: number }
  | { readonly reason: "notPositive"; readonly n: number };

/**
 * Fits λ, α, β of the universal scalability law, all at least 0, by relative least squares: N / X is linear in 1, N − 1
 * and N(N − 1). Intervals by a residual bootstrap drawn from `seed`.
 */
export function fitScalability(
  points: readonly ScalabilityPoint[],
  { seed = 1, resamples = 500 }: { readonly seed?: number; readonly resamples?: number } = {},
): Result<ScalabilityFit, ScalabilityRefusal> {
  const sorted = [...points].sort((a, b) => a.n - b.n);
  const refusal = refuse(sorted);
  if (refusal) return fail(refusal);
  const n = Float64Array.from(sorted, (point) => point.n);
  const x = Float64Array.from(sorted, ({ throughput }) => throughput);
  const fit = fitLaw(n, x);
  const fitted = n.map((each) => universalScalability(fit, each));
  const residuals = x.map((each, at) => Math.log(each / (fitted[at] ?? 1)));
  // Three parameters take away three residuals' worth of spread.
  const degrees = n.length - 3;
  const wider = (Math.sqrt(n.length / degrees) * studentLimit(degrees)) / normalLimit;
  const random = createRandom(seed);
  const again = Array.from({ length: resamples }, () => {
    const dealt = fitted.map(
      (each) => each * Math.exp(wider * (residuals[random.whole(0, n.length - 1)] ?? 0)),
    );
    return fitLaw(n, dealt);
  });
  const interval = (of: (law: Scalability) => number) =>
    toInterval(of(fit), Float64Array.from(again, of).sort());
  const peak = scalabilityPeak(fit);
  return ok({
    ...fit,
    intervals: {
      lambda: interval(({ lambda }) => lambda),
      alpha: interval(({ alpha }) => alpha),
      beta: interval(({ beta }) => beta),
    },
    peak,
    peakMeasured: peak !== null && peak <= (n[n.length - 1] ?? 0),
    residuals: [...residuals],
  });
}

function refuse(sorted: readonly ScalabilityPoint[]): ScalabilityRefusal | null {
  const bad = sorted.find(
    ({ n, throughput }) => !(n > 0 && throughput > 0 && Number.isFinite(n * throughput)),
  );
  if (bad) return { reason: "notPositive", n: bad.n };
  const has = new Set(sorted.map(({ n }) => n)).size;
  if (has < fewestScalabilityPoints) return { reason: "tooFewPoints", has, needs: fewestScalabilityPoints };
  const largest = sorted.at(-1)?.n ?? 0;
  return largest < leastLargestN ? { reason: "rangeTooSmall", largest, needs: leastLargestN } : null;
}

const mostRounds = 20;

/** N / X = 1/λ + (α/λ)(N − 1) + (β/λ)N(N − 1), weights 1 / fitted² until they settle. */
function fitLaw(n: Float64Array, x: Float64Array): Scalability {
  const y = n.map((each, at) => each / (x[at] ?? 1));
  const terms = [n.map(() => 1), n.map((each) => each - 1), n.map((each) => each * (each - 1))];
  let scale = y;
  let [one, contention, coherency] = [1, 0, 0];
  for (let round = 0; round < mostRounds; round++) {
    const before = one;
    [one = 1, contention = 0, coherency = 0] = leastSquares(terms, y, scale);
    scale = n.map((each) => one + contention * (each - 1) + coherency * each * (each - 1));
    if (Math.abs(one - before) < 1e-9 * one) break;
  }
  return { lambda: 1 / one, alpha: contention / one, beta: coherency / one };
}
