import { percentile } from "./percentile";

const probeMs = 60_000;

/**
 * en: One minute of callers who come at random, on a pool with one queue. Every probe draws new callers.
 * zh: 一分钟的随机到达，落在共用一条队列的线程池上。每次探测都重新抽取到达时刻。
 */
export function probe(pool: { workers: number; serviceMs: number }, rate: number, seed: number) {
  const next = randomFrom(seed);
  const free = new Array<number>(pool.workers).fill(0);
  const latencies: number[] = [];
  let done = 0;
  let arrival = 0;
  while (rate > 0) {
    arrival += (-Math.log(1 - next()) * 1000) / rate;
    if (arrival > probeMs) break;
    const worker = free.indexOf(Math.min(...free));
    const end = Math.max(arrival, free[worker]) + pool.serviceMs;
    free[worker] = end;
    latencies.push(end - arrival);
    if (end <= probeMs) done += 1;
  }
  return {
    throughput: (done * 1000) / probeMs,
    meanMs: latencies.reduce((sum, one) => sum + one, 0) / Math.max(1, latencies.length),
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
  };
}

// en: A small random generator (mulberry32): the same seed gives the same minute.
// zh: 一个小的随机源（mulberry32）：种子相同，这一分钟就相同。
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
