type Probe = (rate: number) => Promise<{
  throughput: number;
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
}>;

/**
 * en: The highest rate, in calls a second and below `mostRate`, at which p99 is at most `p99Ms`. Twelve probes may be made.
 * zh: p99 不超过 `p99Ms` 的最大速率（每秒调用数，小于 `mostRate`）。最多探测 12 次。
 */
export async function findMaxRate(probe: Probe, p99Ms: number, mostRate: number): Promise<number> {
  // Push it to its limit, and read what comes out at the other end.
  let most = 0;
  for (let rate = mostRate / 8; rate <= mostRate; rate += mostRate / 8) {
    const { throughput } = await probe(rate);
    most = Math.max(most, throughput);
  }
  return most;
}
