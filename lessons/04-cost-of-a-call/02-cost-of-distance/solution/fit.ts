export type Sample = { readonly bytes: number; readonly ms: number };

/**
 * en: The line ms = alphaMs + bytes / bytesPerMs that lies closest to the samples.
 * zh: 求一条最贴近这些样本的直线：ms = alphaMs + bytes / bytesPerMs。
 */
export function fit(samples: readonly Sample[]): { alphaMs: number; bytesPerMs: number } {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ bytes }) => bytes)), mean(samples.map(({ ms }) => ms))];
  const spread = mean(samples.map(({ bytes }) => (bytes - x) ** 2));
  const slope = mean(samples.map(({ bytes, ms }) => (bytes - x) * (ms - y))) / spread;
  return { alphaMs: y - slope * x, bytesPerMs: 1 / slope };
}
