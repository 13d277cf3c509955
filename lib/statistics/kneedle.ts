/** What a level of a sweep cost: load (offered or achieved, any unit) against latency (any unit). */
export type LoadAndLatency = { readonly load: number; readonly latency: number };

const fewestPoints = 5;
/** A bend closer to the diagonal than this is noise. */
const leastBend = 0.1;

/**
 * The knee of a curve of latency over load that bends upward (Kneedle, Satopää et al. 2011, sensitivity 1): both axes are
 * scaled to 0–1, and the knee is where the curve lies farthest below the diagonal before it comes back by more than a
 * usual step. An estimate. Null with fewer than five levels, and for a curve that never bends.
 */
export function kneedle(levels: readonly LoadAndLatency[]): LoadAndLatency | null {
  const sorted = [...levels].sort((a, b) => a.load - b.load);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < fewestPoints || last.load === first.load) return null;
  const [low, high] = bounds(sorted.map(({ latency }) => latency));
  if (high === low) return null;
  const below = sorted.map(
    ({ load, latency }) => (load - first.load) / (last.load - first.load) - (latency - low) / (high - low),
  );
  // The mean gap of the scaled loads.
  const step = 1 / (sorted.length - 1);
  let peak = 0;
  for (const [at, height] of below.entries()) {
    const top = below[peak] ?? 0;
    if (height > top) peak = at;
    else if (top > leastBend && height < top - step) return sorted[peak] ?? null;
  }
  return null;
}

function bounds(values: readonly number[]): readonly [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
