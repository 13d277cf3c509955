export type Sample = { readonly n: number; readonly ms: number };

/**
 * en: k of the line log T = k · log n + c that lies closest to the samples.
 * zh: 求最贴近这些样本的直线 log T = k · log n + c，返回其中的 k。
 */
export function slope(samples: readonly Sample[]): number {
  const x = samples.map(({ n }) => Math.log(n));
  const y = samples.map(({ ms }) => Math.log(ms));
  const [meanX, meanY] = [mean(x), mean(y)];
  const up = mean(x.map((at, index) => (at - meanX) * ((y[index] ?? 0) - meanY)));
  return up / mean(x.map((at) => (at - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
