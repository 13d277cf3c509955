export type SizeAndCost = { readonly n: number; readonly cost: number };

/**
 * The exponent k of cost = c · nᵏ: the slope of the line of least squares through the points (log n, log cost). Undefined
 * where no line is: fewer than two different sizes, or a value that has no logarithm.
 */
export function logLogSlope(points: readonly SizeAndCost[]): number | undefined {
  const hasLog = (value: number) => value > 0 && Number.isFinite(value);
  if (!points.every(({ n, cost }) => hasLog(n) && hasLog(cost))) return undefined;
  const logs = points.map(({ n, cost }) => ({ x: Math.log(n), y: Math.log(cost) }));
  const mean = (of: (log: { x: number; y: number }) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean((log) => log.x), mean((log) => log.y)];
  const spread = mean((log) => (log.x - x) ** 2);
  return spread > 0 ? mean((log) => (log.x - x) * (log.y - y)) / spread : undefined;
}
