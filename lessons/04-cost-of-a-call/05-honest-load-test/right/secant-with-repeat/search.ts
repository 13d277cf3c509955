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
  let left = 12;
  const seen = async (rate: number) => {
    left -= 1;
    return (await probe(rate)).p99Ms;
  };
  let [good, bad] = [0, mostRate];
  // Halve until the gap is narrow.
  while (left > 6 && bad - good > 0.08 * bad) {
    const middle = (good + bad) / 2;
    if ((await seen(middle)) <= p99Ms) good = middle;
    else bad = middle;
  }
  // What is near the promise is noisy: ask three times and take the middle answer.
  while (left >= 3 && bad - good > 0.02 * bad) {
    const middle = (good + bad) / 2;
    const three = [await seen(middle), await seen(middle), await seen(middle)];
    const [, median] = three.sort((a, b) => a - b);
    if (median <= p99Ms) good = middle;
    else bad = middle;
  }
  return (good + bad) / 2;
}
