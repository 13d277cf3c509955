import { missing } from "./attempt-table.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * The first and the last look at the server's heap while an attempt's handler ran, bytes, with garbage that was not
 * collected yet; null when there were not two.
 */
export function heapWithin(
  { heap = [], attempts }: Pick<RunRecord, "heap" | "attempts">,
  row: number,
): { readonly first: number; readonly last: number } | null {
  const [started = missing, ended = missing] = [attempts.started[row], attempts.ended[row]];
  if (started === missing) return null;
  const replica = attempts.replica[row];
  const seen = heap.filter((use) => use.replica === replica && use.atUs >= started && use.atUs <= ended);
  const [first, last] = [seen[0], seen.at(-1)];
  return first === undefined || last === undefined || seen.length < 2
    ? null
    : { first: first.bytes, last: last.bytes };
}
