import type { PlotRegion, Spot } from "./dots.ts";

type RegionBoxProps = {
  readonly region: PlotRegion;
  readonly spotOf: (startUs: number, us: number) => Spot;
  readonly plot: PlotBox;
};

export type PlotBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** The selected part of the plot, open to its edges where it has no bounds. */
export function RegionBox({ region, spotOf, plot }: RegionBoxProps) {
  const clampY = (y: number) => Math.min(plot.y + plot.height, Math.max(plot.y, y));
  const start = spotOf(region.fromUs, Math.max(1e-6, region.lowUs));
  const end = spotOf(region.toUs, Math.min(1e15, region.highUs));
  const [top, bottom] = [clampY(Math.min(start.y, end.y)), clampY(Math.max(start.y, end.y))];
  return (
    <rect
      x={start.x - 4}
      y={top}
      width={Math.max(1, end.x - start.x) + 8}
      height={Math.max(1, bottom - top)}
      fill="var(--accent)"
      fillOpacity={0.08}
      stroke="var(--accent)"
      strokeOpacity={0.5}
      data-region=""
    />
  );
}
