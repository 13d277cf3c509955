import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Puts every thread of a process behind the server's, so that the server comes before its visitors. On Linux a thread
 * has a priority of its own, which those that it starts later inherit (setpriority(2), "C library/kernel differences").
 */
export function lowerPriority(pid: number): void {
  for (const thread of threadsOf(pid)) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It ended meanwhile, or the process belongs to another user and the server may not.
    }
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [pid];
  }
}
