import { type AttemptTable, attemptFlags, foreignFlags, openStatus } from "./attempt-table.ts";
import type { RunTotals } from "./run-record.ts";

/**
 * What became of the run's own calls; callers from outside and calls that handlers made are not counted. A call is ok when one of its attempts is,
 * in flight while one is open, otherwise what its last attempt was. offered = ok + failed + shed + unsent + in flight.
 */
export function toTotals(attempts: AttemptTable, unsent: number): RunTotals {
  const fates = new Map<number, CallFate>();
  for (let row = 0; row < attempts.length; row++) {
    const flags = attempts.flags[row] ?? 0;
    if (flags & foreignFlags) continue;
    const call = attempts.call[row] ?? 0;
    fates.set(call, merge(fates.get(call), fateOf(attempts.status[row] ?? openStatus, flags)));
  }
  const counts = { ok: 0, failed: 0, shed: 0, inFlight: 0 };
  for (const fate of fates.values()) counts[fate]++;
  return { offered: fates.size + unsent, ...counts, unsent };
}

export type CallFate = "ok" | "failed" | "shed" | "inFlight";

/** What became of one attempt. */
export function fateOf(status: number, flags: number): CallFate {
  if (status === openStatus) return "inFlight";
  if (status === 0) return "ok";
  return flags & attemptFlags.shed ? "shed" : "failed";
}

function merge(earlier: CallFate | undefined, later: CallFate): CallFate {
  return earlier === "ok" || (earlier === "inFlight" && later !== "ok") ? earlier : later;
}
