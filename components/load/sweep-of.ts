import type { SweepLevel, SweepModel } from "#components/charts/sweep-model.ts";
import { LatencyStart, type LatencySummary, type LoadLevel } from "#lib/gen/playground/v1/load_pb.ts";
import { kneedle } from "#lib/statistics/kneedle.ts";
import type { Percentile } from "#lib/statistics/percentiles.ts";
import { hasLevels, type LoadView } from "./load-view.ts";
import { sweepTheoryOf } from "./sweep-theory.ts";

/** The levels of a sweep or of stairs as points of a curve; null for other runs, and until the summary is there. */
export function sweepOf({ loaded: { run } }: LoadView): SweepModel | null {
  const { summary, started } = run.load;
  if (!hasLevels(run) || summary === null || summary.levels.length < 2) return null;
  const levels = summary.levels.map((level) => toLevel(level, run.plan.model.kind === "open"));
  return {
    levels,
    knee: kneeOf(levels),
    capacityPerSecond: started?.workersSet === true ? capacityOf(summary.levels) : null,
    theory: started?.workersSet === true ? sweepTheoryOf(summary.levels, run.plan) : null,
  };
}

function toLevel(level: LoadLevel, isOpen: boolean): SweepLevel {
  const intended = level.latencies.find(({ start }) => start === LatencyStart.INTENDED);
  const meanUs = intended?.meanUs ?? 0;
  return {
    offeredPerSecond: isOpen ? level.load : null,
    achievedPerSecond: level.achievedPerSecond,
    concurrency: isOpen ? (level.achievedPerSecond * meanUs) / 1e6 : level.load,
    n: intended?.n ?? 0,
    meanUs: intended === undefined || intended.n === 0 ? null : intended.meanUs,
    percentiles: intended === undefined ? [] : toPercentiles(intended),
    isUnstable: level.utilisation?.unstable ?? false,
  };
}

/** As the page's own, with the same definition: nearest rank, interval by order statistics. */
export function toPercentiles({
  n,
  percentiles,
}: Pick<LatencySummary, "n" | "percentiles">): readonly Percentile[] {
  if (n === 0) return [];
  return percentiles.map(({ p, valueUs, lowerUs, upperUs, needs, enough }) => ({
    p,
    value: valueUs,
    lower: lowerUs ?? null,
    upper: upperUs ?? null,
    needs,
    enough,
  }));
}

function kneeOf(levels: readonly SweepLevel[]): number | null {
  const points = levels.flatMap(({ offeredPerSecond, concurrency, percentiles }, index) => {
    const median = percentiles.find(({ p }) => p === 0.5);
    return median === undefined
      ? []
      : [{ load: offeredPerSecond ?? concurrency, latency: median.value, index }];
  });
  const knee = kneedle(points);
  return points.find(({ load, latency }) => load === knee?.load && latency === knee.latency)?.index ?? null;
}

/** c · R / E[S], from the service times of the levels that tell them: of the lightest one, where nothing slows it. */
function capacityOf(levels: readonly LoadLevel[]): number | null {
  const use = levels.find(({ utilisation }) => utilisation?.serviceUs !== undefined)?.utilisation;
  if (use?.serviceUs === undefined || use.serviceUs <= 0) return null;
  return (use.workers * use.replicas * 1e6) / use.serviceUs;
}
