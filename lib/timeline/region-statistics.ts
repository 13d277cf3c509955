import { attemptFlags, foreignFlags, missing } from "#lib/record/attempt-table.ts";
import { totalUs } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type Percentile, toPercentile, toSorted } from "#lib/statistics/percentiles.ts";
import { eachInterval, type TimelinePhase } from "./attempt-intervals.ts";
import { spanMarks } from "./span-columns.ts";

/** A stretch of time, µs; `fromUs` ≤ `toUs`. */
export type Region = { readonly fromUs: number; readonly toUs: number };

export type RegionPhase = TimelinePhase | "wasted";

export type RegionStatistics = {
  /** Attempts under way at some moment of the stretch, those that handlers made left out. */
  readonly calls: number;
  /** Calls that handlers made, under way at some moment of the stretch. */
  readonly nested: number;
  /** Those of them that succeeded, and so have a latency. */
  readonly measured: number;
  /** Over the whole latency of the measured ones; null without any. */
  readonly p50: Percentile | null;
  readonly p95: Percentile | null;
  /** Σ of the time inside the stretch, µs, the largest first; phases without any are absent. */
  readonly phases: readonly (readonly [RegionPhase, number])[];
};

/**
 * What happened between two moments of a run, µs since its zero. Refusals and failures have no latency here: a fast
 * error must not improve a percentile. Open phases last until `nowUs`.
 */
export function regionStatistics(record: RunRecord, region: Region, nowUs: number): RegionStatistics {
  const { attempts } = record;
  const latencies: number[] = [];
  const sums = new Map<RegionPhase, number>();
  let calls = 0;
  let nested = 0;
  for (let row = 0; row < attempts.length; row++) {
    let isInside = false;
    eachInterval(attempts, row, (kind, startUs, endUs, marks) => {
      const isWasted = (marks & spanMarks.wasted) !== 0;
      const end = endUs === missing ? nowUs : endUs;
      if (startUs > region.toUs || end < region.fromUs) return;
      // Work for a caller who had left keeps no call under way.
      if (!isWasted) isInside = true;
      const us = Math.min(end, region.toUs) - Math.max(startUs, region.fromUs);
      const phase = isWasted ? "wasted" : kind;
      if (us > 0) sums.set(phase, (sums.get(phase) ?? 0) + us);
    });
    if (!isInside) continue;
    const flags = attempts.flags[row] ?? 0;
    if ((flags & attemptFlags.nested) === 0) calls++;
    else nested++;
    const us = totalUs(attempts, row);
    if (attempts.status[row] === 0 && (flags & foreignFlags) === 0 && us !== null) latencies.push(us);
  }
  const sorted = toSorted(latencies);
  const percentile = (p: number) => (sorted.length === 0 ? null : toPercentile(sorted, p));
  return {
    calls,
    nested,
    measured: sorted.length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    phases: [...sums].sort(([, a], [, b]) => b - a),
  };
}
