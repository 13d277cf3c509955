/** A level of a sweep: calls completed per unit of time, and their response time. */
export type ThroughputAndResponse = { readonly throughput: number; readonly response: number };

/**
 * The level with the most throughput / response², the power of Kleinrock 1979 with the weight on response: beyond it
 * latency grows faster than throughput pays for. An estimate. Null when it is the first or last level measured: then the
 * sweep does not reach it.
 */
export function bestPower<Level extends ThroughputAndResponse>(levels: readonly Level[]): Level | null {
  let best = -1;
  let most = 0;
  for (const [at, { throughput, response }] of levels.entries()) {
    const power = throughput / response ** 2;
    if (!(power > most)) continue;
    most = power;
    best = at;
  }
  return best > 0 && best < levels.length - 1 ? (levels[best] ?? null) : null;
}
