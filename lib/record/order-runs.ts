import type { RunRecord } from "./run-record.ts";

/** True when calls of the run stopped its client thread: the synchronous one of a pair. Known from its first call on. */
export function blocksClient({ details, threads }: RunRecord): boolean {
  for (const { blocking } of details.values()) if (blocking === true) return true;
  return threads.some(
    ({ side, blocked }) => side === "client" && blocked.some(({ reason }) => reason === "call"),
  );
}

/**
 * Which of two runs stands above: the one that blocked its client, whichever was made first; of two alike the older
 * one. The same for a pair in either order, so that nothing jumps when one of them is run again.
 */
export function isAbove(a: RunRecord, b: RunRecord): boolean {
  const [aBlocks, bBlocks] = [blocksClient(a), blocksClient(b)];
  if (aBlocks !== bBlocks) return aBlocks;
  const [first, second] = [a.header.startedAtUnixMs, b.header.startedAtUnixMs];
  // A run that has not told its start yet is the newest.
  if (first !== second) return (first || Number.POSITIVE_INFINITY) < (second || Number.POSITIVE_INFINITY);
  return a.header.id <= b.header.id;
}
