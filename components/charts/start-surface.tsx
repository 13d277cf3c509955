import { memo, useMemo } from "react";
import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { DenseMarks, denseFrom } from "./dense-marks.tsx";
import type { Dot, PlotRegion, Spot } from "./dots.ts";
import { RegionBox } from "./region-box.tsx";
import { outlineOf, StartMarks } from "./start-marks.tsx";
import { useDotKeys } from "./use-dot-keys.ts";
import { useDotPointer } from "./use-dot-pointer.ts";

/** Drawn anew only when a mark moves, not while the pointer does. */
const CalmMarks = memo(StartMarks);

/** The call that is looked at, and where it stands. */
export type CurrentDot = { readonly index: number; readonly spot: Spot };

type StartSurfaceProps = {
  readonly dots: readonly Dot[];
  readonly current: CurrentDot | null;
  /** Index of the call that is selected on the page, or −1. */
  readonly selected: number;
  readonly region: PlotRegion | null;
  readonly help: string;
  readonly onCurrent: (current: CurrentDot | null) => void;
  readonly onOpen: (dot: Dot) => void;
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
};

/** The marks, and what pointer and keys do with them: look, open, select a part. */
export function StartSurface(props: StartSurfaceProps) {
  const { dots, current, selected, region, onCurrent, onOpen, onRegion } = props;
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  const spotOf = (startUs: number, us: number): Spot => ({ x: x?.(startUs) ?? 0, y: y?.(us) ?? 0 });
  const spots = useMemo(
    () => dots.map(({ point }): Spot => ({ x: x?.(point.startUs) ?? 0, y: y?.(point.us) ?? 0 })),
    [dots, x, y],
  );
  const look = (index: number) => {
    const spot = spots[index];
    onCurrent(spot === undefined ? null : { index, spot });
  };
  const pointer = useDotPointer({ dots, spots, plot, look, onOpen, onRegion });
  const onKeyDown = useDotKeys({
    ...{ dots, look, onOpen, onRegion },
    index: current?.index ?? null,
    hasRegion: region !== null,
  });
  if (plot === undefined) return null;
  const at = current?.index ?? -1;
  return (
    <g>
      {region !== null && <RegionBox region={region} spotOf={spotOf} plot={plot} />}
      {dots.length >= denseFrom ? (
        <DenseMarks dots={dots} spots={spots} plot={plot} />
      ) : (
        <CalmMarks dots={dots} spots={spots} />
      )}
      <Ring dot={dots[selected]} spot={spots[selected]} width={2} />
      <Ring dot={dots[at]} spot={spots[at]} width={1.25} />
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: arrow keys belong to the plot, as in every chart of the library */}
      <rect
        {...pointer}
        x={plot.x}
        y={plot.y}
        width={plot.width}
        height={plot.height}
        fill="transparent"
        role="application"
        aria-label={props.help}
        tabIndex={0}
        className="cursor-crosshair outline-none focus-visible:stroke-2 focus-visible:stroke-accent"
        data-start-surface={dots.length}
        onKeyDown={onKeyDown}
        onBlur={() => onCurrent(null)}
      />
    </g>
  );
}

type RingProps = { readonly dot: Dot | undefined; readonly spot: Spot | undefined; readonly width: number };

function Ring({ dot, spot, width }: RingProps) {
  if (dot === undefined || spot === undefined) return null;
  const outline = outlineOf(dot.run.key, spot, 7);
  return <path d={outline} fill="none" stroke="var(--ink)" strokeWidth={width} data-ring={dot.point.row} />;
}
