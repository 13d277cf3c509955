import { type LatencyModel, type RunLatency, toLatencyModel } from "#components/charts/latency-model.ts";
import { type LoadLevel, WarmUpKind } from "#lib/gen/playground/v1/load_pb.ts";
import { toSorted } from "#lib/statistics/percentiles.ts";
import { type LoadRecord, toLoadRecord } from "./to-load-record.ts";
import type { VisitRun } from "./visit-run.ts";

/** What the visitor chose about a view. */
export type ViewChoice = {
  /** Of runs with levels: the one whose figures are shown; null: all together. */
  readonly level: number | null;
  /** Where the visitor moved the end of the warm-up, µs since the run's zero; null: where it was found. */
  readonly warmUpUs: number | null;
  readonly timeouts: "without" | "atLeastDeadline";
};

/** A run with what its figures leave out. */
export type LoadView = {
  readonly loaded: LoadRecord;
  /** Rows that are counted; null: all. */
  readonly counted: ReadonlySet<number> | null;
  /** Up to here the charts are shaded, µs since the run's zero. */
  readonly warmUpUs: number;
  /** The level whose figures are shown; null: several together, or nothing is known of any yet. */
  readonly level: LoadLevel | null;
};

/** Runs of several levels: their figures together describe none of them. */
export function hasLevels({ plan }: VisitRun): boolean {
  return plan.shape.kind === "step" || plan.shape.kind === "sweep";
}

export function toLoadView(run: VisitRun, choice: ViewChoice, title: string): LoadView {
  const loaded = toLoadRecord(run, title);
  const levels = run.load.summary?.levels ?? [];
  const chosen = hasLevels(run) ? choice.level : 0;
  const level = levels.find(({ index }) => index === chosen) ?? null;
  const warmUpUs = choice.warmUpUs ?? foundWarmUp(level);
  return { loaded, level, warmUpUs, counted: countedRows(loaded, hasLevels(run) ? chosen : null, warmUpUs) };
}

/** One level of a run, without the warm-up that was found in it. */
export function viewOfLevel(loaded: LoadRecord, level: LoadLevel): LoadView {
  const warmUpUs = foundWarmUp(level);
  return { loaded, level, warmUpUs, counted: countedRows(loaded, level.index, warmUpUs) };
}

/** Where MSER-5 cut; 0: nowhere. */
export function foundWarmUp(level: LoadLevel | null): number {
  const warmUp = level?.warmUp;
  return warmUp?.kind === WarmUpKind.CUT && warmUp.calls > 0 ? warmUp.untilUs : 0;
}

function countedRows(
  { samples }: LoadRecord,
  level: number | null,
  warmUpUs: number,
): ReadonlySet<number> | null {
  if (level === null && warmUpUs <= 0) return null;
  const rows = new Set<number>();
  for (let row = 0; row < samples.length; row++) {
    if (level !== null && samples.level[row] !== level) continue;
    if ((samples.intendedUs[row] ?? 0) >= warmUpUs) rows.add(row);
  }
  return rows;
}

export type LoadModels = {
  /** What the figures count. */
  readonly counted: LatencyModel;
  /** Every call, for charts over time. */
  readonly whole: LatencyModel;
};

/** The models of one run, or of two on the same axes. */
export function toLoadModels(views: readonly LoadView[], timeouts: ViewChoice["timeouts"]): LoadModels {
  const records = views.map(({ loaded }) => loaded.record);
  const inside = views.map(({ counted }) => counted);
  const choice = { timeouts, method: null } as const;
  const counted = withSend(toLatencyModel(records, { ...choice, inside }));
  const isAll = inside.every((rows) => rows === null);
  const whole = isAll ? counted : withSend(toLatencyModel(records, choice));
  return { counted, whole: { ...whole, unit: counted.unit } };
}

/** The curve from the send always stands beside the other one; how late the generator was is said by its own figures. */
function withSend(model: LatencyModel): LatencyModel {
  return { ...model, runs: model.runs.map(sentToo) };
}

function sentToo(run: RunLatency): RunLatency {
  const ok = run.series.points.filter(({ outcome }) => outcome === "ok");
  const fromSend = ok.length === 0 ? null : toSorted(ok.map(({ us, lateUs }) => us - (lateUs ?? 0)));
  return { ...run, lateness: null, fromSend };
}
