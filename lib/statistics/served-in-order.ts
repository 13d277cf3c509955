/** When a call came to the queue and when it left it, each between two bounds, in one unit of time. */
export type QueuedCall = {
  readonly arrivedFrom: number;
  readonly arrivedTo: number;
  readonly startedFrom: number;
  readonly startedTo: number;
};

export type ServedInOrder = {
  /** Calls that surely arrived while an earlier one was waiting. */
  readonly judged: number;
  /** Of those, the ones that surely began before an earlier one: they overtook it. */
  readonly overtook: number;
};

/**
 * Whether a queue was left in the order in which it was entered. Only what is certain counts: where the bounds of two calls
 * overlap, either order may be true, and nothing is held against the queue.
 */
export function servedInOrder(calls: readonly QueuedCall[]): ServedInOrder {
  const earlier = [...calls].sort((a, b) => a.arrivedTo - b.arrivedTo);
  const later = [...calls].sort((a, b) => a.arrivedFrom - b.arrivedFrom);
  let [judged, overtook, next] = [0, 0, 0];
  /** The latest certain start of those that had surely arrived. */
  let lastStart = Number.NEGATIVE_INFINITY;
  for (const call of later) {
    for (let each = earlier[next]; each !== undefined; each = earlier[next]) {
      if (each.arrivedTo >= call.arrivedFrom) break;
      lastStart = Math.max(lastStart, each.startedFrom);
      next += 1;
    }
    if (lastStart <= call.arrivedTo) continue;
    judged += 1;
    if (lastStart > call.startedTo) overtook += 1;
  }
  return { judged, overtook };
}
