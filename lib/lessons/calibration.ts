import type { RunRecord } from "#lib/record/run-record.ts";
import { toRun } from "./evidence.ts";
import { ms, percentile } from "./measure.ts";

/** A client program that asks twenty timers to wait 50 ms, and returns by how much each was late, ms. */
export const calibrationProgram = `
export async function lateness() {
  return await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 5));
      const from = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return performance.now() - from - 50;
    }),
  );
}
`;

const leastUs = 15 * ms;

/** J = max(15 ms, 2 × p99 of the lateness), µs. A machine that did not even answer is too busy for anything. */
export function jitterOf(record: RunRecord | null): number {
  const { returned } = record === null ? { returned: undefined } : toRun("calibration", record);
  if (!Array.isArray(returned)) return Number.POSITIVE_INFINITY;
  const lateUs = returned.map((late) => (typeof late === "number" ? late * ms : Number.POSITIVE_INFINITY));
  return Math.max(leastUs, 2 * Math.max(0, percentile(lateUs, 99) ?? Number.POSITIVE_INFINITY));
}
