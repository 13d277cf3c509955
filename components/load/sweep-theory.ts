import type { SweepTheory, SweepTheoryPoint } from "#components/charts/sweep-model.ts";
import type { LoadLevel } from "#lib/gen/playground/v1/load_pb.ts";
import type { ClosedModel, LoadPlan } from "#lib/load/load-plan.ts";
import { closedLoop } from "#lib/theory/closed-loop.ts";
import { responsePercentile, waitingLine } from "#lib/theory/waiting-line.ts";

/** The workers as the lightest level that tells them has them, where nothing slows them. */
type Workers = {
  /** Of all replicas. */
  readonly slots: number;
  readonly serviceUs: number;
  /** What a call takes outside queue and workers, on average. */
  readonly restUs: number;
};

const steps = 80;
/** So near to capacity the curve is all but upright. */
const mostUtilisation = 0.995;

/** What M/M/c, or the closed loop, says over the loads of a sweep. Null: no reply told how long its handler ran. */
export function sweepTheoryOf(
  levels: readonly LoadLevel[],
  { model }: Pick<LoadPlan, "model">,
): SweepTheory | null {
  const workers = workersOf(levels);
  if (workers === null) return null;
  const most = Math.max(0, ...levels.map(({ load }) => load));
  return {
    kind: model.kind === "open" ? "erlangC" : "closedLoop",
    restUs: workers.restUs,
    points: model.kind === "open" ? openPoints(workers, most) : closedPoints(workers, model, most),
  };
}

function workersOf(levels: readonly LoadLevel[]): Workers | null {
  const told = levels.find(
    ({ utilisation, phases }) => utilisation?.serviceUs !== undefined && phases?.calls,
  );
  const { utilisation, phases } = told ?? {};
  if (utilisation?.serviceUs === undefined || phases === undefined || utilisation.serviceUs <= 0) return null;
  return {
    slots: utilisation.workers * utilisation.replicas,
    serviceUs: utilisation.serviceUs,
    restUs: phases.networkUs / phases.calls,
  };
}

function openPoints({ slots, serviceUs, restUs }: Workers, most: number): readonly SweepTheoryPoint[] {
  const capacity = (slots * 1e6) / serviceUs;
  const last = Math.min(mostUtilisation * capacity, most * 1.05);
  return Array.from({ length: steps }, (_, step): SweepTheoryPoint => {
    // Closer together towards the end, where the curve rises.
    const perSecond = last * (1 - (1 - (step + 1) / steps) ** 2);
    const load = { offered: (perSecond * serviceUs) / 1e6, workers: slots };
    const mean = restUs + (waitingLine(load)?.meanResponse ?? 0) * serviceUs;
    return {
      offeredPerSecond: perSecond,
      achievedPerSecond: perSecond,
      concurrency: (perSecond * mean) / 1e6,
      latencies: [0.5, 0.95, 0.99].map((p) => ({
        p,
        us: restUs + (responsePercentile(load, p) ?? 0) * serviceUs,
      })),
    };
  });
}

/** What lies outside the workers is a delay that a call spends without taking a worker, as its client's thinking is. */
function closedPoints(
  { slots, serviceUs, restUs }: Workers,
  { thinkMs }: ClosedModel,
  most: number,
): readonly SweepTheoryPoint[] {
  const stride = Math.max(1, Math.ceil(most / steps));
  const clients = Array.from({ length: Math.floor(most / stride) }, (_, at) => (at + 1) * stride);
  return [...new Set([1, ...clients])].map((count): SweepTheoryPoint => {
    const think = (thinkMs * 1_000 + restUs) / serviceUs;
    const { throughput, response } = closedLoop({ clients: count, think, workers: slots });
    return {
      offeredPerSecond: null,
      achievedPerSecond: (throughput * 1e6) / serviceUs,
      concurrency: count,
      latencies: [{ p: null, us: restUs + response * serviceUs }],
    };
  });
}
