import { type ScalingModel, toScalingModel } from "#components/charts/scaling-model.ts";
import { hasLevels, type LoadView } from "./load-view.ts";
import type { VisitRun } from "./visit-run.ts";

/** Throughput over the clients of a closed loop in levels; null for other runs. */
export function scalingByClients({ loaded: { run } }: LoadView): ScalingModel | null {
  const levels = run.load.summary?.levels ?? [];
  if (run.plan.model.kind !== "closed" || !hasLevels(run)) return null;
  return toScalingModel(
    "clients",
    levels.map(({ load, achievedPerSecond }) => ({ n: load, throughput: achievedPerSecond })),
  );
}

/**
 * Throughput over the number of workers, of those runs of a visit that load the same method alike, in a closed loop, and
 * differ in nothing but their workers. Null: there are not two numbers of workers.
 */
export function scalingByWorkers(shown: VisitRun, runs: readonly VisitRun[]): ScalingModel | null {
  const points = runs.flatMap((run) => {
    const { workers } = run.server;
    const [level] = run.load.summary?.levels ?? [];
    if (workers === null || level === undefined || !isAlike(run, shown)) return [];
    return [{ n: workers, throughput: level.achievedPerSecond }];
  });
  return new Set(points.map(({ n }) => n)).size < 2 ? null : toScalingModel("workers", points);
}

function isAlike(a: VisitRun, b: VisitRun): boolean {
  return fingerprint(a) !== null && fingerprint(a) === fingerprint(b);
}

/** All that must be equal. The deployment is another one with each number of workers. */
function fingerprint({ target, plan, server }: VisitRun): string | null {
  if (plan.model.kind !== "closed" || plan.shape.kind !== "constant" || server.workers === null) return null;
  const { deploymentId: _, seed: __, durationMs: ___, ...wanted } = plan;
  const { workers: ____, ...rest } = server;
  return JSON.stringify([target, wanted, rest]);
}
