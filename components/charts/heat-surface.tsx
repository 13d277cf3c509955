import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import {
  usePlotArea,
  useXAxisInverseScale,
  useXAxisScale,
  useYAxisInverseScale,
  useYAxisScale,
} from "recharts";
import type { HeatCells } from "#lib/statistics/heat-cells.ts";
import type { PlotRegion } from "./dots.ts";
import { columnsOf, fullestPlace, type HeatPlace, placeAt, regionOf, rowsOf } from "./heat-places.ts";
import { RegionBox } from "./region-box.tsx";

type HeatSurfaceProps = {
  readonly cells: HeatCells;
  readonly picture: string | null;
  readonly current: HeatPlace | null;
  readonly region: PlotRegion | null;
  readonly help: string;
  readonly onCurrent: (place: HeatPlace | null) => void;
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
};

const leastDrag = 5;

/** The cells, and what pointer and keys do with them: look, and select a part. */
export function HeatSurface(props: HeatSurfaceProps) {
  const { cells, picture, current, region, help, onCurrent, onRegion } = props;
  const x = useXAxisScale();
  const y = useYAxisScale();
  const inverse = { x: useXAxisInverseScale(), y: useYAxisInverseScale() };
  const plot = usePlotArea();
  const from = useRef<{ readonly x: number; readonly y: number; readonly place: HeatPlace } | null>(null);
  const onKeyDown = useHeatKeys(props);
  if (x === undefined || y === undefined || plot === undefined) return null;

  const at = (event: PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [plot.x + event.clientX - box.left, plot.y + event.clientY - box.top];
    return {
      x: px,
      y: py,
      place: placeAt(cells, Number(inverse.x?.(px) ?? 0), Number(inverse.y?.(py) ?? 1)),
    };
  };
  const dragFrom = (end: { readonly x: number; readonly y: number }) => {
    const start = from.current;
    return start !== null && Math.hypot(end.x - start.x, end.y - start.y) >= leastDrag ? start : null;
  };
  const boxOf = (place: HeatPlace) => {
    const left = x(cells.startEdgesUs[place.column] ?? 0) ?? 0;
    const right = x(cells.startEdgesUs[place.column + 1] ?? 0) ?? 0;
    const bottom = y(cells.latencyEdgesUs[place.row] ?? 1) ?? 0;
    const top = y(cells.latencyEdgesUs[place.row + 1] ?? 1) ?? 0;
    return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
  };
  const whole = {
    start: boxOf({ column: 0, row: rowsOf(cells) - 1 }),
    end: boxOf({ column: columnsOf(cells) - 1, row: 0 }),
  };
  return (
    <g>
      {picture !== null && (
        <image
          href={picture}
          x={whole.start.x}
          y={whole.start.y}
          width={whole.end.x + whole.end.width - whole.start.x}
          height={whole.end.y + whole.end.height - whole.start.y}
          preserveAspectRatio="none"
          style={{ imageRendering: "pixelated" }}
          data-heat={cells.most}
        />
      )}
      {region !== null && (
        <RegionBox
          region={region}
          spotOf={(startUs, us) => ({ x: x(startUs) ?? 0, y: y(us) ?? 0 })}
          plot={plot}
        />
      )}
      {current !== null && <rect {...boxOf(current)} fill="none" stroke="var(--ink)" strokeWidth={1.25} />}
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: arrow keys belong to the plot, as in every chart of the library */}
      <rect
        {...{ x: plot.x, y: plot.y, width: plot.width, height: plot.height }}
        fill="transparent"
        role="application"
        aria-label={help}
        tabIndex={0}
        className="cursor-crosshair outline-none focus-visible:stroke-2 focus-visible:stroke-accent"
        data-heat-surface=""
        onKeyDown={onKeyDown}
        onBlur={() => onCurrent(null)}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === "touch") return;
          from.current = at(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          const end = at(event);
          const start = dragFrom(end);
          onCurrent(start === null ? end.place : null);
          if (start !== null) onRegion(regionOf(cells, start.place, end.place), true);
        }}
        onPointerUp={(event) => {
          const end = at(event);
          const start = dragFrom(end);
          from.current = null;
          // A finger selects a cell by a tap, a mouse by a drag; a click beside everything ends the selection.
          if (start !== null) onRegion(regionOf(cells, start.place, end.place));
          else if (region !== null) onRegion(null);
          else if (event.pointerType === "touch") onRegion(regionOf(cells, end.place, end.place));
        }}
        onPointerCancel={() => {
          from.current = null;
        }}
        onPointerLeave={() => {
          if (from.current === null) onCurrent(null);
        }}
      />
    </g>
  );
}

const steps: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageDown: [12, 0],
  PageUp: [-12, 0],
};

/** Arrow keys go from cell to cell, with Shift they select; Enter selects the cell, Escape ends. */
function useHeatKeys({ cells, current, region, onCurrent, onRegion }: HeatSurfaceProps) {
  const anchor = useRef<HeatPlace | null>(null);
  const act = (event: KeyboardEvent): boolean => {
    const step = steps[event.key];
    if (step !== undefined) {
      const place = current ?? fullestPlace(cells);
      const clamp = (value: number, end: number) => Math.min(end - 1, Math.max(0, value));
      const next =
        current === null
          ? place
          : {
              column: clamp(place.column + step[0], columnsOf(cells)),
              row: clamp(place.row + step[1], rowsOf(cells)),
            };
      if (event.shiftKey) {
        anchor.current ??= place;
        onRegion(regionOf(cells, anchor.current, next));
      } else anchor.current = null;
      onCurrent(next);
      return true;
    }
    if (event.key === "Enter" && current !== null) {
      onRegion(regionOf(cells, current, current));
      return true;
    }
    if (event.key !== "Escape" || (region === null && current === null)) return false;
    anchor.current = null;
    onRegion(null);
    onCurrent(null);
    return true;
  };
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
