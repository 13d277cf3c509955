import type { Ping } from "./messages.ts";
import type { RequestTiming } from "./resource-timing.ts";
import { watchResourceTiming } from "./resource-timing.ts";

/** A ping on the worker's own clock: t0 and t3 in ms of `performance`. */
export type RawPing = {
  readonly t0Ms: number;
  readonly t1Us: number;
  readonly t2Us: number;
  readonly t3Ms: number;
};

const timeoutMs = 1_000;
let pings = 0;

/**
 * Asks the server's clock `count` times, one after another (the exchange of RFC 5905). The stamps are
 * the browser's measurement of the request itself, so that no preflight and no busy thread counts as network. Fewer, or
 * none, when the server does not answer.
 */
export async function readServerClock(origin: string, count: number): Promise<RawPing[]> {
  const measured = new Map<string, RequestTiming>();
  const timing = watchResourceTiming((key, measurement) => measured.set(key, measurement));
  try {
    const taken: { key: string; ping: RawPing }[] = [];
    for (let index = 0; index < count; index += 1) {
      pings += 1;
      const key = `ping/${pings}`;
      const ping = await readOnce((url) => timing.tag(url, key), origin);
      if (ping === undefined) break;
      taken.push({ key, ping });
    }
    await new Promise((resolve) => setTimeout(resolve, 5)); // Entries come a moment after the response.
    timing.look();
    return taken.map(({ key, ping }) => sharpen(ping, measured.get(key)));
  } finally {
    timing.close();
  }
}

/** Those of the origins at which a server answers within a second. */
export async function listReachable(origins: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(origins.map((origin) => readOnce((url) => url, origin)));
  return origins.filter((_, index) => answers[index] !== undefined);
}

/** To a run's clock. */
export function toPings(raw: readonly RawPing[], toUs: (ms: number) => number): Ping[] {
  return raw.map(({ t0Ms, t1Us, t2Us, t3Ms }) => ({ t0: toUs(t0Ms), t1: t1Us, t2: t2Us, t3: toUs(t3Ms) }));
}

async function readOnce(tag: (url: string) => string, origin: string): Promise<RawPing | undefined> {
  try {
    const url = tag(`${origin}/d/-/playground.v1.ClockService/ReadClock`);
    const t0Ms = performance.now();
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "connect-protocol-version": "1" },
      body: "{}",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const t3Ms = performance.now();
    const { receivedUs, sentUs } = (await response.json()) as { receivedUs?: unknown; sentUs?: unknown };
    if (typeof receivedUs !== "number" || typeof sentUs !== "number") return undefined;
    return { t0Ms, t1Us: receivedUs, t2Us: sentUs, t3Ms };
  } catch {
    return undefined; // Nobody there, too late, or no such service: the run goes on without.
  }
}

function sharpen(ping: RawPing, measurement: RequestTiming | undefined): RawPing {
  if (measurement === undefined || measurement.requestStart === 0) return ping;
  return { ...ping, t0Ms: measurement.requestStart, t3Ms: Math.min(measurement.responseEnd, ping.t3Ms) };
}
