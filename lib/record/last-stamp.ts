import { type AttemptTable, missing, stampNames } from "./attempt-table.ts";
import type { Thread } from "./run-record.ts";

/** The latest time anything in the record carries, µs; 0 for an empty one. */
export function lastStamp(attempts: AttemptTable, threads: readonly Thread[]): number {
  let last = 0;
  for (const name of stampNames) {
    const column = attempts[name];
    for (let row = 0; row < attempts.length; row++) {
      const stamp = column[row] ?? missing;
      if (stamp !== missing && stamp > last) last = stamp;
    }
  }
  for (const { beats, blocked } of threads) {
    last = Math.max(last, beats[beats.length - 1] ?? 0);
    for (const { toUs } of blocked) last = Math.max(last, toUs);
  }
  return last;
}
