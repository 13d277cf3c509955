/**
 * en: How many calls are under way on average, from calls a second and their latencies in ms.
 * zh: 由每秒调用数和各次延迟（毫秒），算出平均有多少调用在途。
 */
export function inFlight(rate: number, latencies: readonly number[]): number {
  const seconds = latencies.length / rate;
  let busyMs = 0;
  for (const latency of latencies) busyMs += latency;
  return busyMs / 1000 / seconds;
}
