import { missing } from "#lib/record/attempt-table.ts";
import type { BlockedInterval, RunRecord, Thread } from "#lib/record/run-record.ts";

/**
 * When a thread was blocked or kept, a blocking call under way included. A blocked thread tells its stretch only
 * afterwards, and one that is ended in it never does: then the open attempt says it, until `missing` (now) while the run
 * goes on, or until `endUs`.
 */
export function blockedStretches(
  record: RunRecord,
  thread: Thread,
  index: number,
  endUs: number,
): readonly BlockedInterval[] {
  const fromUs = thread.side === "client" ? openCallUs(record, thread, index) : null;
  const toUs = record.header.outcome.kind === "running" ? missing : endUs;
  // The thread, or whoever ended it, has told the stretch of this very call.
  const isTold = thread.blocked.some((told) => fromUs !== null && (told.fromUs + told.toUs) / 2 > fromUs);
  if (fromUs === null || isTold || toUs <= fromUs) return thread.blocked;
  return [...thread.blocked, { fromUs, toUs, reason: "call" }];
}

/** Where a thread's blocking call that has not returned began, µs; null when there is none. */
function openCallUs(record: RunRecord, { beats }: Thread, index: number): number | null {
  const { attempts, details } = record;
  if (!isRunning(record) && !isInterrupted(record)) return null;
  // A heartbeat after the call began: the thread is free again, only the news is missing.
  const lastBeatUs = beats.at(-1) ?? 0;
  let earliestUs: number | null = null;
  for (const row of details.keys()) {
    const beganUs = attempts.clientThread[row] === index ? openBlockingUs(record, row) : null;
    if (beganUs === null || beganUs < lastBeatUs) continue;
    earliestUs = Math.min(earliestUs ?? beganUs, beganUs);
  }
  return earliestUs;
}

/** When a blocking attempt that has not given the thread back began, µs; null when the row is no such attempt. */
export function openBlockingUs({ attempts, details }: RunRecord, row: number): number | null {
  if (details.get(row)?.blocking !== true || attempts.resumed[row] !== missing) return null;
  const intended = attempts.intended[row] as number;
  const beganUs = intended === missing ? (attempts.sent[row] as number) : intended;
  return beganUs === missing ? null : beganUs;
}

/** Ended from outside: the client's thread is gone, and what it did last was not told by itself. */
export function isInterrupted({ header }: RunRecord): boolean {
  const { kind } = header.outcome;
  return kind === "stopped" || kind === "limit" || kind === "lostConnection";
}

function isRunning({ header }: RunRecord): boolean {
  return header.outcome.kind === "running";
}
