import type { LatencyPoint } from "#lib/statistics/latency-series.ts";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { SeriesKey } from "./series-style.ts";

/** One call as a mark: when it was meant to start, and how long its caller waited. */
export type Dot = { readonly run: RunLatency; readonly point: LatencyPoint };

/** A part of the plot: starts from–to, latencies low–high, µs, all inclusive. */
export type PlotRegion = {
  readonly fromUs: number;
  readonly toUs: number;
  readonly lowUs: number;
  readonly highUs: number;
};

/** Which call is meant, for whoever shows it elsewhere. */
export type CallPlace = { readonly run: SeriesKey; readonly row: number };

/** Every call that is shown, in the order in which the arrow keys visit them: by start, then by latency. */
export function toDots({ runs }: Pick<LatencyModel, "runs">, hidden: ReadonlySet<string>): readonly Dot[] {
  return runs
    .flatMap((run) =>
      run.points.filter(({ outcome }) => !hidden.has(outcome)).map((point): Dot => ({ run, point })),
    )
    .sort((a, b) => a.point.startUs - b.point.startUs || a.point.us - b.point.us);
}

export function isInside({ point }: Dot, { fromUs, toUs, lowUs, highUs }: PlotRegion): boolean {
  return point.startUs >= fromUs && point.startUs <= toUs && point.us >= lowUs && point.us <= highUs;
}

/** The part that spans two calls and all between their starts, whatever their latency. */
export function regionBetween(a: Dot, b: Dot): PlotRegion {
  return {
    fromUs: Math.min(a.point.startUs, b.point.startUs),
    toUs: Math.max(a.point.startUs, b.point.startUs),
    lowUs: 0,
    highUs: Number.POSITIVE_INFINITY,
  };
}

/** Where a mark stands on screen. */
export type Spot = { readonly x: number; readonly y: number };

/** Index of the spot nearest to a place, at most `reach` pixels away; −1: none. */
export function nearestSpot(spots: readonly Spot[], place: Spot, reach: number): number {
  let found = -1;
  let best = reach * reach;
  spots.forEach(({ x, y }, index) => {
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance > best) return;
    best = distance;
    found = index;
  });
  return found;
}
