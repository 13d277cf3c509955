import type { RunRecord } from "#lib/record/run-record.ts";
import { type Attempt, blockedStretches, type Run, toRun } from "./evidence.ts";
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

/** Larger messages take time for themselves. */
const smallBytes = 16 * 1024;

/**
 * How late the platform itself was during a run, µs: twice the 90th percentile of what the way to the handler and the
 * sending of its reply took, beyond what was emulated. Calls of large messages, and those during which the client's code
 * kept its thread, say nothing.
 */
export function latenessWithin(run: Run): number {
  const stretches = blockedStretches(run, "client");
  const isFree = ({ sent = 0, arrived = 0 }: Attempt) =>
    !stretches.some(({ fromUs, toUs }) => fromUs < arrived && toUs > sent);
  const lateUs = run.attempts.flatMap((attempt) => {
    const { row, sent, arrived, ended, replied, requestBytes = 0, responseBytes = 0 } = attempt;
    if (sent === undefined || arrived === undefined || ended === undefined || replied === undefined)
      return [];
    if (attempt.isNested || requestBytes + responseBytes > smallBytes || !isFree(attempt)) return [];
    const { emulatedOutUs = 0, emulatedBackUs = 0 } = run.record.details.get(row) ?? {};
    return [arrived - sent - emulatedOutUs + Math.max(0, replied - ended - emulatedBackUs)];
  });
  return 2 * Math.max(0, percentile(lateUs, 90) ?? 0);
}
