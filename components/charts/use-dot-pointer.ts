import { type PointerEvent, useRef } from "react";
import { useXAxisInverseScale, useYAxisInverseScale } from "recharts";
import { type Dot, nearestSpot, type PlotRegion, type Spot } from "./dots.ts";
import type { PlotBox } from "./region-box.tsx";

type DotPointer = {
  readonly dots: readonly Dot[];
  readonly spots: readonly Spot[];
  readonly plot: PlotBox | undefined;
  readonly look: (index: number) => void;
  readonly onOpen: (dot: Dot) => void;
  /** `isOpen`: the pointer still draws it. */
  readonly onRegion: (region: PlotRegion | null, isOpen?: boolean) => void;
};

/** How far from a mark the pointer still means it, px. */
const reach = 24;
/** Less than this is a click by a hand that is not quite still, px. */
const leastDrag = 5;

/** Pointing looks, a click opens, a drag selects; a finger leaves dragging to the page's scrolling. */
export function useDotPointer({ dots, spots, plot, look, onOpen, onRegion }: DotPointer) {
  const inverse = { x: useXAxisInverseScale(), y: useYAxisInverseScale() };
  const from = useRef<Spot | null>(null);
  const touched = useRef(-1);

  const placeOf = (event: PointerEvent<SVGRectElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (plot?.x ?? 0) + event.clientX - box.left, y: (plot?.y ?? 0) + event.clientY - box.top };
  };
  const draw = (start: Spot, end: Spot, isOpen: boolean) => {
    const at = (axis: "x" | "y", px: number) => Number(inverse[axis]?.(px) ?? 0);
    const region = {
      fromUs: at("x", Math.min(start.x, end.x)),
      toUs: at("x", Math.max(start.x, end.x)),
      lowUs: at("y", Math.max(start.y, end.y)),
      highUs: at("y", Math.min(start.y, end.y)),
    };
    onRegion(region, isOpen);
  };
  const isDrag = (end: Spot) =>
    from.current !== null && Math.hypot(end.x - from.current.x, end.y - from.current.y) >= leastDrag;

  return {
    onPointerDown(event: PointerEvent<SVGRectElement>) {
      if (event.button !== 0) return;
      const place = placeOf(event);
      if (event.pointerType !== "touch") {
        from.current = place;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      look(nearestSpot(spots, place, reach));
    },
    onPointerMove(event: PointerEvent<SVGRectElement>) {
      const place = placeOf(event);
      if (from.current === null || !isDrag(place)) return look(nearestSpot(spots, place, reach));
      look(-1);
      draw(from.current, place, true);
    },
    onPointerUp(event: PointerEvent<SVGRectElement>) {
      const place = placeOf(event);
      const start = from.current;
      const wasDrag = isDrag(place);
      from.current = null;
      if (start !== null && wasDrag) return draw(start, place, false);
      const index = nearestSpot(spots, place, reach);
      const dot = dots[index];
      // The first tap of a finger looks, as hovering does; the second one opens.
      const isSecond = event.pointerType !== "touch" || touched.current === index;
      touched.current = index;
      if (dot === undefined) onRegion(null);
      else if (isSecond) onOpen(dot);
    },
    onPointerCancel() {
      from.current = null;
    },
    onPointerLeave(event: PointerEvent<SVGRectElement>) {
      // A finger leaves as soon as it is lifted: what it showed stays.
      if (from.current === null && event.pointerType !== "touch") look(-1);
    },
  };
}
