import { type AttemptTable, attemptFlags, missing, openStatus } from "#lib/record/attempt-table.ts";
import { totalUs } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type Sorted, toSorted } from "./percentiles.ts";

/** Series that are never mixed: a fast refusal must not improve a percentile. */
export const latencyOutcomes = ["ok", "failed", "timeout", "cancelled", "shed"] as const;
export type LatencyOutcome = (typeof latencyOutcomes)[number];

export type LatencyPoint = {
  /** Row in the record's table. */
  readonly row: number;
  /** T0: when the call should start. */
  readonly startUs: number;
  /** T8 − T0: what the caller's code waited. */
  readonly us: number;
  /** T7 − T0: until the reply was there. */
  readonly replyUs: number | null;
  /** T1 − T0: how late it was sent; null when it never was. */
  readonly lateUs: number | null;
  readonly outcome: LatencyOutcome;
};

export type LatencySeries = {
  /** In row order. */
  readonly points: readonly LatencyPoint[];
  readonly counts: Readonly<Record<LatencyOutcome, number>>;
  /** Calls that are still under way, and calls from outside the page: they have no latency. */
  readonly inFlight: number;
  readonly outside: number;
};

/** Every attempt of the run, or only those of one method, or of a set of rows. */
export function toLatencySeries(
  { attempts, header }: RunRecord,
  method: string | null = null,
  inside: ReadonlySet<number> | null = null,
): LatencySeries {
  const wanted = method === null ? null : header.methods.indexOf(method);
  const points: LatencyPoint[] = [];
  const counts = { ok: 0, failed: 0, timeout: 0, cancelled: 0, shed: 0 };
  let inFlight = 0;
  let outside = 0;
  for (let row = 0; row < attempts.length; row++) {
    if (wanted !== null && attempts.method[row] !== wanted) continue;
    if (inside !== null && !inside.has(row)) continue;
    const flags = attempts.flags[row] ?? 0;
    const status = attempts.status[row] ?? openStatus;
    if (flags & attemptFlags.outside) {
      outside++;
      continue;
    }
    // What handlers ask of each other is part of the calls that are counted.
    if (flags & attemptFlags.nested) continue;
    if (status === openStatus) {
      inFlight++;
      continue;
    }
    const outcome = outcomeOf(status, flags);
    counts[outcome]++;
    const us = totalUs(attempts, row);
    if (us !== null) points.push({ row, us, outcome, ...timesOf(attempts, row) });
  }
  return { points, counts, inFlight, outside };
}

function timesOf(attempts: AttemptTable, row: number): Pick<LatencyPoint, "startUs" | "replyUs" | "lateUs"> {
  const startUs = attempts.intended[row] ?? 0;
  const received = attempts.received[row] ?? missing;
  const sent = attempts.sent[row] ?? missing;
  return {
    startUs,
    replyUs: received === missing ? null : received - startUs,
    lateUs: sent === missing ? null : sent - startUs,
  };
}

/** Latencies of answered calls, µs. With timeouts each counts as at least what the caller waited. */
export function latenciesOf(
  series: LatencySeries,
  timeouts: "without" | "atLeastDeadline" = "without",
): Sorted {
  const wanted = series.points.filter(
    ({ outcome }) => outcome === "ok" || (outcome === "timeout" && timeouts === "atLeastDeadline"),
  );
  return toSorted(wanted.map(({ us }) => us));
}

function outcomeOf(status: number, flags: number): LatencyOutcome {
  if (status === 0) return "ok";
  if (flags & attemptFlags.shed) return "shed";
  if (flags & attemptFlags.timeout || status === 4) return "timeout";
  return flags & attemptFlags.cancelled || status === 1 ? "cancelled" : "failed";
}
