import { type CurvePoint, toPercentileCurve, xOfPercentile } from "#lib/statistics/percentile-curve.ts";
import type { RunLatency } from "./latency-model.ts";
import type { SeriesKey } from "./series-style.ts";

/** One place on the percentile axis with what each run has there; its step goes on from the place before. */
export type CurveRow = {
  readonly x: number;
  readonly points: Partial<Record<SeriesKey, CurvePoint>>;
  /** Where the sample carries the value, and where it is only a hint. The two meet in one place. */
  readonly solid: Partial<Record<SeriesKey, number>>;
  readonly dotted: Partial<Record<SeriesKey, number>>;
  readonly band: Partial<Record<SeriesKey, readonly [number, number]>>;
  /** The same calls counted from their actual send, where that differs. */
  readonly sent: Partial<Record<SeriesKey, number>>;
};

type Curve = {
  readonly key: SeriesKey;
  readonly curve: readonly CurvePoint[];
  readonly sent: readonly CurvePoint[];
};

/** The curves of all runs over one axis, and where the axis ends. Steps are exact: no point is interpolated. */
export function toCurveRows(runs: readonly RunLatency[], maxPoints: number): readonly CurveRow[] {
  const curves = runs.map(({ key, sorted, fromSend }): Curve => {
    const sent = fromSend === null ? [] : toPercentileCurve(fromSend, maxPoints);
    return { key, curve: toPercentileCurve(sorted, maxPoints), sent };
  });
  const longest = Math.max(1, ...runs.map(({ sorted }) => sorted.length));
  const places = new Set(curves.flatMap(({ curve, sent }) => [...curve, ...sent].map(({ x }) => x)));
  places.add(xOfPercentile(1 - 0.5 / longest));
  return [...places].sort((a, b) => a - b).map((x) => toRow(x, curves));
}

function toRow(x: number, curves: readonly Curve[]): CurveRow {
  const row = { x, points: {}, solid: {}, dotted: {}, band: {}, sent: {} } as {
    x: number;
    points: Partial<Record<SeriesKey, CurvePoint>>;
    solid: Partial<Record<SeriesKey, number>>;
    dotted: Partial<Record<SeriesKey, number>>;
    band: Partial<Record<SeriesKey, readonly [number, number]>>;
    sent: Partial<Record<SeriesKey, number>>;
  };
  for (const { key, curve, sent } of curves) {
    const fromSend = lastUpTo(sent, x);
    if (fromSend !== undefined) row.sent[key] = fromSend.us;
    const point = lastUpTo(curve, x);
    if (point === undefined) continue;
    row.points[key] = point;
    const isFirstHint = !point.enough && point.x === x && curve.find(({ enough }) => !enough) === point;
    if (point.enough || isFirstHint) row.solid[key] = point.us;
    if (!point.enough) row.dotted[key] = point.us;
    if (point.lowerUs !== null && point.upperUs !== null) row.band[key] = [point.lowerUs, point.upperUs];
  }
  return row;
}

function lastUpTo(curve: readonly CurvePoint[], x: number): CurvePoint | undefined {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((curve[middle]?.x ?? 0) <= x) low = middle + 1;
    else high = middle;
  }
  return curve[low - 1];
}
