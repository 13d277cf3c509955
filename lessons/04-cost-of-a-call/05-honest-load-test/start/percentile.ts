/**
 * en: The p-th percentile by nearest rank: the smallest value with at least p % of all at or below it.
 * zh: 第 p 百分位数（最近秩）：至少有 p% 的值不超过它的最小值。
 */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
}
