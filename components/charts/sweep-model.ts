import type { Percentile } from "#lib/statistics/percentiles.ts";

/** One step of a sweep: what was asked for, what came through, and how long it took. */
export type SweepLevel = {
  /** Calls a second that were planned; null: clients, not a rate, were. */
  readonly offeredPerSecond: number | null;
  readonly achievedPerSecond: number;
  /** Mean number of calls under way, or the clients of a closed loop. */
  readonly concurrency: number;
  readonly n: number;
  /** Of what succeeded; null: nothing did. */
  readonly meanUs: number | null;
  /** p50, p95 and p99 of what succeeded; empty: nothing did. */
  readonly percentiles: readonly Percentile[];
  /** Arrivals outran the service: the latencies only tell how long the step lasted. */
  readonly isUnstable: boolean;
};

export type SweepModel = {
  readonly levels: readonly SweepLevel[];
  /** Where the curve bends, as an index of `levels`: an estimate; null: it does not. */
  readonly knee: number | null;
  /** Calls a second that the workers can serve at most; null: nobody knows. */
  readonly capacityPerSecond: number | null;
  /** Null: the workers have no set number, so that no model can speak of them. */
  readonly theory: SweepTheory | null;
};

/** What a queueing model says over the range of the loads. */
export type SweepTheory = {
  readonly kind: "erlangC" | "closedLoop";
  /** Time outside queue and workers, as the lightest level has it: part of every point, µs. */
  readonly restUs: number;
  readonly points: readonly SweepTheoryPoint[];
};

export type SweepTheoryPoint = {
  readonly offeredPerSecond: number | null;
  readonly achievedPerSecond: number;
  readonly concurrency: number;
  /** `p` null: the mean, which is all that the closed loop's model has. */
  readonly latencies: readonly { readonly p: number | null; readonly us: number }[];
};

export type SweepAxis = "achieved" | "offered" | "concurrency";

/** Where a level stands on an axis; null: it has no such number. */
export function placeOnAxis(
  level: Pick<SweepLevel, "achievedPerSecond" | "offeredPerSecond" | "concurrency">,
  axis: SweepAxis,
): number | null {
  if (axis === "achieved") return level.achievedPerSecond;
  return axis === "offered" ? level.offeredPerSecond : level.concurrency;
}

/** Latencies of all levels with some air, µs; null: no call succeeded at any. */
export function sweepRange({ levels }: SweepModel): readonly [number, number] | null {
  const values = levels.flatMap(({ percentiles }) =>
    percentiles.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]),
  );
  if (values.length === 0) return null;
  const [min, max] = [Math.max(1, Math.min(...values)), Math.max(...values)];
  const air = Math.max(1.1, (max / min) ** 0.06);
  return [min / air, max * air];
}
