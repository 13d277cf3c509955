import type { ComplexityClass } from "#lib/fit/complexity-class.ts";
import { type ComplexityFit, type FitRefusal, fitComplexity } from "#lib/fit/complexity-fit.ts";
import { type ComplexityVerdict, doubtfulDifference, wantedReach } from "#lib/fit/complexity-verdict.ts";
import { type SizeSummary, summariseSizes } from "#lib/fit/summarise-sizes.ts";
import { ok, type Result } from "#lib/result.ts";
import type { CallSample } from "./call-samples.ts";

/** What a call is said to cost: processor time and time on the wall of its handler (µs), or heap bytes. */
export const costMetrics = ["cpu", "wall", "heap"] as const;
export type CostMetric = (typeof costMetrics)[number];

export type GrowthVerdict =
  | ComplexityVerdict
  /** The repeats that were disturbed least tell of another class than the medians: the machine bent one of them. */
  | { readonly kind: "disputed"; readonly byMedian: ComplexityClass; readonly byMinimum: ComplexityClass }
  /** Later repeats of the large sizes cost so much less or more than earlier ones: later / earlier. */
  | { readonly kind: "unsteady"; readonly ratio: number }
  /** The medians lie off the best class by so much (root mean square of the logarithms): too far to name any. */
  | { readonly kind: "rough"; readonly error: number };

export type GrowthFit = Omit<ComplexityFit, "verdict"> & { readonly verdict: GrowthVerdict };

const costOf: Readonly<Record<CostMetric, (sample: CallSample) => number | null>> = {
  cpu: ({ cpuUs }) => cpuUs,
  wall: ({ wallUs }) => wallUs,
  heap: ({ heapBytes }) => heapBytes,
};

/** A heap is counted in pages of the allocator: less than that is nobody's growth. */
const pageBytes = 4_096;

/** Minimum and median by size, those without a figure left out. Of heaps, in whole pages above the smallest. */
export function sizesOf(samples: readonly CallSample[], metric: CostMetric): readonly SizeSummary[] {
  const costs = costsOf(samples, metric);
  if (metric !== "heap") return summariseSizes(costs);
  const sizes = summariseSizes(costs);
  const least = Math.min(...sizes.map(({ median }) => median));
  const toPages = (bytes: number) => least + Math.round((bytes - least) / pageBytes) * pageBytes;
  return sizes.map((size) => ({ ...size, median: toPages(size.median) }));
}

function costsOf(samples: readonly CallSample[], metric: CostMetric) {
  return samples.flatMap((sample) => {
    const cost = costOf[metric](sample);
    return cost === null ? [] : [{ n: sample.n, cost }];
  });
}

/**
 * The class of growth of the medians, which the minima must not contradict and for which the machine must have been as
 * quick at the end as at the beginning: a class is named only where nothing speaks against it. What slows some repeats
 * down (a collection, code not compiled yet) and only from some size on would else pass for growth.
 */
export function judgeGrowth(
  samples: readonly CallSample[],
  metric: CostMetric,
  seed: number,
): Result<GrowthFit, FitRefusal> {
  const sizes = sizesOf(samples, metric);
  const fit = fitComplexity(
    sizes.map(({ n, median, scatter }) => ({ n, cost: median, scatter })),
    { seed },
  );
  if (!fit.ok || fit.value.verdict.kind !== "class") return fit;
  const { class: byMedian } = fit.value.verdict;
  const error = errorOf(fit.value);
  if (error > rough) return ok({ ...fit.value, verdict: { kind: "rough", error } });
  const candidates = rivals(fit.value);
  if (candidates.length > 1)
    return ok({ ...fit.value, verdict: { kind: "undecided", candidates, rangeTooSmall: false } });
  const ratio = driftOf(costsOf(samples, metric), sizes);
  if (Math.max(ratio, 1 / ratio) > mostDrift)
    return ok({ ...fit.value, verdict: { kind: "unsteady", ratio } });
  // Bytes come in leaps: their minima are those of an emptier page.
  if (metric === "heap") return fit;
  const lowest = fitComplexity(
    sizes.map(({ n, minimum }) => ({ n, cost: minimum })),
    { seed, resamples: 1 },
  );
  if (!lowest.ok || agrees(lowest.value, byMedian)) return fit;
  const byMinimum = lowest.value.best.class;
  return ok({ ...fit.value, verdict: { kind: "disputed", byMedian, byMinimum } });
}

/**
 * Costs that lie off the best class by more than this are those of a machine that did other things too, whose errors are not
 * independent: then AICc must tell the classes apart by `doubtfulDifference`. Of forty sweeps over handlers of known classes
 * the wrong one of n and n log n was ahead by up to 8.
 */
const noisy = 0.02;

/** The classes, the best first, that noise of this height leaves standing. */
function rivals({ best, classes }: ComplexityFit): readonly ComplexityClass[] {
  const error = errorOf({ best });
  const difference = error > noisy ? doubtfulDifference : 0;
  return classes
    .filter((each) => each === best || each.aicc - best.aicc < difference)
    .map((each) => each.class);
}

/** No class is named beyond this: a fifth of the cost is not the class's. */
const rough = 0.2;

function errorOf({ best: { residuals } }: Pick<ComplexityFit, "best">): number {
  return Math.sqrt(residuals.reduce((sum, each) => sum + each ** 2, 0) / residuals.length);
}

function agrees({ verdict, best }: ComplexityFit, named: ComplexityClass): boolean {
  if (verdict.kind === "undecided") return verdict.candidates.includes(named);
  return best.class === named;
}

/** The least costs of later repeats may differ from those of earlier ones by this factor. */
const mostDrift = 1.5;
const driftSizes = 4;

/** Of the largest sizes: the least cost of the later half of the repeats / of the earlier half, geometric mean. */
function driftOf(
  costs: readonly { readonly n: number; readonly cost: number }[],
  sizes: readonly SizeSummary[],
) {
  const logs = sizes.slice(-driftSizes).flatMap(({ n }) => {
    const of = costs.filter((each) => each.n === n).map(({ cost }) => cost);
    const half = Math.floor(of.length / 2);
    if (half < 2) return [];
    return Math.log(Math.min(...of.slice(-half)) / Math.min(...of.slice(0, half)));
  });
  return Math.exp(logs.reduce((sum, each) => sum + each, 0) / Math.max(1, logs.length));
}

/** Whether larger sizes could tell more: growth is still small beside the fixed cost. */
export function wantsLarger({ verdict, best, reach }: GrowthFit): boolean {
  if (verdict.kind === "undecided") return verdict.rangeTooSmall;
  // What looks constant may grow beyond: it costs little to look.
  return best.class === "1" || (best.class !== "log n" && reach < wantedReach);
}
