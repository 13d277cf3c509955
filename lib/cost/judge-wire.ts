import {
  type CommunicationFit,
  type CommunicationRefusal,
  fitCommunication,
} from "#lib/fit/communication-fit.ts";
import type { Result } from "#lib/result.ts";
import { nearestRank, toSorted } from "#lib/statistics/percentiles.ts";
import { type WireSample, type WireWay, wireCodecs, wireProtocols } from "./measure-wire.ts";

/** All calls of one way and size. */
export type WirePoint = {
  readonly n: number;
  readonly repeats: number;
  /** Request and reply together, median. */
  readonly bytes: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** What the caller waited beyond the handler's own time, µs: median and least. */
  readonly us: number;
  readonly leastUs: number;
};

export type WireSeries = WireWay & {
  /** `connect json gzip`. */
  readonly id: string;
  readonly points: readonly WirePoint[];
  readonly fit: Result<CommunicationFit, CommunicationRefusal>;
};

/** One series for each way, with its line: a fixed part and a part for each byte. */
export function judgeWire(samples: readonly WireSample[], seed: number): readonly WireSeries[] {
  const ways = new Map<string, WireSample[]>();
  for (const sample of samples) {
    const id = `${sample.protocol} ${sample.codec}${sample.gzip ? " gzip" : ""}`;
    ways.set(id, [...(ways.get(id) ?? []), sample]);
  }
  const inOrder = [...ways].sort(([, [a]], [, [b]]) => rankOf(a) - rankOf(b));
  return inOrder.map(([id, of]) => {
    const points = pointsOf(of);
    const [{ protocol, codec, gzip }] = of as [WireSample, ...WireSample[]];
    return { id, protocol, codec, gzip, points, fit: fitCommunication(points, { seed, resamples: 800 }) };
  });
}

/** Protocols first, then encodings, plain before compressed: runs are shuffled, lists are not. */
function rankOf(way: WireWay | undefined): number {
  if (way === undefined) return 0;
  const { protocol, codec, gzip } = way;
  return wireProtocols.indexOf(protocol) * 4 + wireCodecs.indexOf(codec) * 2 + Number(gzip);
}

function pointsOf(samples: readonly WireSample[]): readonly WirePoint[] {
  const sizes = [...new Set(samples.map(({ n }) => n))].sort((a, b) => a - b);
  return sizes.map((n) => {
    const of = samples.filter((each) => each.n === n);
    const waits = of.map(({ latencyUs, wallUs }) => Math.max(1, latencyUs - wallUs));
    return {
      n,
      repeats: of.length,
      bytes: median(of.map(({ requestBytes, responseBytes }) => requestBytes + responseBytes)),
      requestBytes: median(of.map(({ requestBytes }) => requestBytes)),
      responseBytes: median(of.map(({ responseBytes }) => responseBytes)),
      us: median(waits),
      leastUs: Math.min(...waits),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = toSorted(values);
  return sorted[nearestRank(0.5, sorted.length) - 1] ?? 0;
}
