import { memo, useMemo } from "react";
import type { Dot, Spot } from "./dots.ts";
import { paintMarks } from "./paint-marks.ts";
import type { PlotBox } from "./region-box.tsx";
import { useMarkColours } from "./use-mark-colours.ts";

/** From here on marks are painted, not drawn one by one. */
export const denseFrom = 2_000;

type DenseMarksProps = {
  readonly dots: readonly Dot[];
  readonly spots: readonly Spot[];
  readonly plot: PlotBox;
};

/** A canvas as a picture inside the chart: it is saved along with the axes, and costs one node. */
export const DenseMarks = memo(function DenseMarks({ dots, spots, plot }: DenseMarksProps) {
  const colours = useMarkColours();
  const picture = useMemo(() => paintMarks(dots, spots, plot, colours), [dots, spots, plot, colours]);
  if (picture === null) return null;
  const { x, y, width, height } = plot;
  return (
    <image
      href={picture}
      {...{ x, y, width, height }}
      preserveAspectRatio="none"
      data-dense-marks={dots.length}
    />
  );
});
