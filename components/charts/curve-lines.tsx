import { Area, Line } from "recharts";
import { type SeriesKey, seriesStyles } from "./series-style.ts";

/** What a curve has at one place, whichever way round it is drawn. */
export type CurveValues = {
  readonly solid: Partial<Record<SeriesKey, number>>;
  readonly dotted: Partial<Record<SeriesKey, number>>;
  readonly band: Partial<Record<SeriesKey, readonly [number, number]>>;
  readonly sent?: Partial<Record<SeriesKey, number>>;
};

const stepLook = { type: "stepAfter", dot: false, activeDot: false, isAnimationActive: false } as const;

/** Where the true value lies with 95 % confidence; it ends where the samples do. */
export function curveBand(key: SeriesKey) {
  const { colour } = seriesStyles[key];
  const band = (row: CurveValues) => row.band[key];
  return (
    <Area key={`band-${key}`} {...stepLook} dataKey={band} stroke="none" fill={colour} fillOpacity={0.14} />
  );
}

export function solidCurve(key: SeriesKey) {
  const { colour, dash } = seriesStyles[key];
  const value = (row: CurveValues) => row.solid[key];
  const line = { stroke: colour, strokeWidth: 2, strokeDasharray: dash };
  return <Line key={`solid-${key}`} {...stepLook} {...line} dataKey={value} />;
}

/** Beyond what the sample carries. */
export function dottedCurve(key: SeriesKey) {
  const { colour } = seriesStyles[key];
  const value = (row: CurveValues) => row.dotted[key];
  const line = { stroke: colour, strokeWidth: 1.5, strokeDasharray: "1 4", strokeLinecap: "round" } as const;
  return <Line key={`dotted-${key}`} {...stepLook} {...line} dataKey={value} />;
}

/** What a client that forgot its own delay would have measured. */
export function sentCurve(key: SeriesKey) {
  const value = (row: CurveValues) => row.sent?.[key];
  const line = { stroke: seriesStyles[key].colour, strokeWidth: 1.25, strokeDasharray: "7 2 1 2" };
  return <Line key={`sent-${key}`} {...stepLook} {...line} dataKey={value} />;
}

/** What a model says: a smooth line of no run's colour. */
export function theoryCurve<Row>(value: (row: Row) => number | null) {
  return (
    <Line
      key="theory"
      type="monotone"
      dataKey={value}
      stroke="var(--ink)"
      strokeWidth={1.5}
      strokeDasharray="2 4"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}
