import { missing } from "./attempt-table.ts";
import type { Ping } from "./run-facts.ts";

/**
 * Where the server's clock stands against the run's (RFC 5905, section 8).
 *
 *   client  ──t0────────────t3──▶     θ = ((t1 − t0) + (t2 − t3)) / 2     how far the server is ahead
 *             ╲            ╱          δ = (t3 − t0) − (t2 − t1)           what the exchange cost on the way
 *   server  ───t1────────t2────▶      |error of θ| ≤ δ / 2
 *
 *   server = client + offset + drift · client
 */
export type ServerClock = {
  /** server − client at the run's zero, µs. */
  readonly offsetUs: number;
  /** µs the server gains each second of the client's. */
  readonly driftUsPerS: number;
  /** δ: the offset is off by at most half of it. */
  readonly uncertaintyUs: number;
  /** False: nothing was exchanged, the offset only puts the first server stamp at zero. */
  readonly measured: boolean;
};

/**
 * The offset by the exchange of minimum δ before `firstCallUs` and the one after it, and a straight line between them.
 * While a run goes on there may be none after it: then the offset stands still. Null without a usable exchange.
 */
export function estimateClock(pings: readonly Ping[], firstCallUs: number): ServerClock | null {
  const before = quickest(pings.filter((ping) => ping.t0 <= firstCallUs));
  const after = quickest(pings.filter((ping) => ping.t0 > firstCallUs));
  const first = before ?? after;
  if (first === null) return null;
  const last = after ?? first;
  const spanUs = last.atUs - first.atUs;
  const drift = spanUs > 0 ? (last.offsetUs - first.offsetUs) / spanUs : 0;
  return {
    offsetUs: Math.round(first.offsetUs - drift * first.atUs),
    driftUsPerS: drift * 1e6,
    // One more than measured: the offset is rounded to a whole µs.
    uncertaintyUs: Math.ceil(Math.max(first.deltaUs, last.deltaUs)) + 1,
    measured: true,
  };
}

type Sample = { readonly atUs: number; readonly offsetUs: number; readonly deltaUs: number };

function quickest(pings: readonly Ping[]): Sample | null {
  let best: Sample | null = null;
  for (const { t0, t1, t2, t3 } of pings) {
    const deltaUs = t3 - t0 - (t2 - t1);
    // A negative δ is no exchange: one of the clocks was set while it ran.
    if (!(deltaUs >= 0) || (best !== null && deltaUs >= best.deltaUs)) continue;
    best = { atUs: (t0 + t3) / 2, offsetUs: (t1 - t0 + (t2 - t3)) / 2, deltaUs };
  }
  return best;
}

/** A server time on the run's axis, whole µs; may be negative. Rounds down, which keeps order and sums. */
export function toRunUs(clock: ServerClock, serverUs: number): number {
  return Math.floor((serverUs - clock.offsetUs) / (1 + clock.driftUsPerS / 1e6));
}

/** What a column can hold: 0 to 71.5 minutes. Anything earlier becomes 0, anything later was not taken. */
export function toStamp(atUs: number | undefined): number {
  if (atUs === undefined || !(atUs < missing)) return missing;
  return Math.max(0, Math.floor(atUs));
}
