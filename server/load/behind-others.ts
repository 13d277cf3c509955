import { readdirSync } from "node:fs";
import { setPriority } from "node:os";

/** Nice value: runners of visitors' code have 10, the server 0. */
const niceness = 12;

/**
 * Puts this process behind the server and behind all handlers: a load test must not take the processor from somebody's
 * single call. On Linux every thread has a priority of its own (setpriority(2), "C library/kernel differences").
 */
export function goBehindOthers(): void {
  for (const thread of ownThreads()) {
    try {
      setPriority(thread, niceness);
    } catch {
      // It ended meanwhile.
    }
  }
}

function ownThreads(): number[] {
  try {
    return readdirSync("/proc/self/task").map(Number);
  } catch {
    return [process.pid];
  }
}
