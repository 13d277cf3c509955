import { missing } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { firstAfter } from "./span-columns.ts";

/** The line of client.ts whose call is awaited at a moment, µs since the run's zero; null when none is. */
export type AwaitedLine = (us: number) => number | null;

type Wait = { readonly fromUs: number; readonly toUs: number; readonly line: number };

/**
 * Of several calls under way the one made last counts: that is where the code is. Steps are found once, in time order:
 * a stack of waits, of which the top is the latest begun, and those that are over leave when they come to the top.
 */
export function createAwaitedLine(record: RunRecord): AwaitedLine {
  const waits = waitsOf(record);
  const moments = [...new Set(waits.flatMap(({ fromUs, toUs }) => [fromUs, toUs]))].sort((a, b) => a - b);
  const atUs: number[] = [];
  const lines: (number | null)[] = [];
  const open: Wait[] = [];
  let next = 0;
  for (const us of moments) {
    for (let wait = waits[next]; wait !== undefined && wait.fromUs <= us; wait = waits[next]) {
      open.push(wait);
      next++;
    }
    while ((open.at(-1)?.toUs ?? missing) <= us && open.length > 0) open.pop();
    const line = open.at(-1)?.line ?? null;
    if (line === (lines.at(-1) ?? null)) continue;
    atUs.push(us);
    lines.push(line);
  }
  const starts = Uint32Array.from(atUs);
  return (us) => lines[firstAfter(starts, us) - 1] ?? null;
}

/** By start. A call that is still under way is awaited without end. */
function waitsOf({ attempts, details }: RunRecord): readonly Wait[] {
  const waits: Wait[] = [];
  for (const [row, { line }] of details) {
    const fromUs = attempts.intended[row] ?? missing;
    const toUs = [attempts.resumed[row], attempts.received[row]].find((at) => at !== missing) ?? missing;
    if (line !== undefined && fromUs !== missing) waits.push({ fromUs, toUs, line });
  }
  return waits.sort((a, b) => a.fromUs - b.fromUs);
}
