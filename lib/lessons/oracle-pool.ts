/** One job of a queue: both times in any one unit. */
export type Job = { readonly arrival: number; readonly service: number };

/** When each job starts and ends in a first-come-first-served queue with `servers` equal servers: exact, no model. */
export function oraclePool(
  jobs: readonly Job[],
  servers: number,
): readonly { readonly start: number; readonly end: number }[] {
  const order = jobs.map((job, index) => ({ ...job, index }));
  order.sort((a, b) => a.arrival - b.arrival || a.index - b.index);
  const free = new Array<number>(Math.max(1, servers)).fill(0);
  const times = new Array<{ start: number; end: number }>(jobs.length);
  for (const { arrival, service, index } of order) {
    const next = free.indexOf(Math.min(...free));
    const start = Math.max(arrival, free[next] ?? 0);
    free[next] = start + service;
    times[index] = { start, end: start + service };
  }
  return times;
}
