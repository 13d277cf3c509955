/**
 * en: How many calls are under way on average, from calls a second and their latencies in ms.
 * zh: 由每秒调用数和各次延迟（毫秒），算出平均有多少调用在途。
 */
export function inFlight(rate: number, latencies: readonly number[]): number {
  const sorted = [...latencies].sort((a, b) => a - b);
  return (rate * sorted[Math.floor(sorted.length / 2)]) / 1000;
}
