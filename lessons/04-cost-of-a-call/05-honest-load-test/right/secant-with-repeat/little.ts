/**
 * en: How many calls are under way on average, from calls a second and their latencies in ms.
 * zh: 由每秒调用数和各次延迟（毫秒），算出平均有多少调用在途。
 */
export function inFlight(rate: number, latencies: readonly number[]): number {
  const meanMs = latencies.reduce((sum, latency) => sum + latency, 0) / latencies.length;
  return (rate * meanMs) / 1000;
}
