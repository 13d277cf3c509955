import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";

/** Where a chart's own marks go, px. */
export type Plot = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
  /** Held within the plot: what lies beyond the axis is drawn at its edge. */
  yInside(value: number): number;
};

/** Null until the chart knows its size and its axes. */
export function usePlot(): Plot | null {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  if (x === undefined || y === undefined || area === undefined) return null;
  const [left, top] = [area.x, area.y];
  const bottom = top + area.height;
  return {
    left,
    right: left + area.width,
    top,
    bottom,
    x: (value) => Number(x(value) ?? 0),
    y: (value) => Number(y(value) ?? 0),
    yInside: (value) => Math.min(bottom, Math.max(top, Number(y(value) ?? bottom))),
  };
}
