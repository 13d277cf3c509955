"use client";

import { type PointerEvent, type RefObject, useEffect, useRef } from "react";
import type { TimeView } from "./use-time-view.ts";

/** A pointer that moved less than this pressed, and did not drag, px. */
const dragPx = 4;

type PointerTargets = {
  readonly view: TimeView;
  onHover(point: { readonly x: number; readonly y: number } | null): void;
  onPress(point: { readonly x: number; readonly y: number }): void;
  /** Drawn with Shift, from one place to the other, px. */
  onRegion(fromPx: number, toPx: number, isOpen: boolean): void;
};

/**
 * Wheel scrolls the page; with Ctrl or ⌘ it zooms at the pointer, sideways it pans. Drag pans, with Shift it selects; two
 * fingers pinch.
 */
export function usePointer(
  surface: RefObject<HTMLElement | null>,
  { view, onHover, onPress, onRegion }: PointerTargets,
) {
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const moved = useRef(0);
  const regionFromPx = useRef<number | null>(null);

  useEffect(() => {
    const { current } = surface;
    if (current === null) return;
    // React listens passively to wheels: preventing the page's own zoom needs a listener of its own.
    const onWheel = (event: WheelEvent) => {
      const { left } = current.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        view.zoom(event.clientX - left, Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0025)));
        return;
      }
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) <= Math.abs(event.shiftKey ? event.deltaX : event.deltaY)) return;
      if (view.isWhole) return;
      event.preventDefault();
      view.pan(sideways);
    };
    current.addEventListener("wheel", onWheel, { passive: false });
    return () => current.removeEventListener("wheel", onWheel);
  }, [surface, view]);

  const pointOf = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      fingers.current.set(event.pointerId, pointOf(event));
      regionFromPx.current = event.shiftKey ? pointOf(event).x : null;
      moved.current = 0;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const point = pointOf(event);
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) return onHover(point);
      const others = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      const [other] = others;
      fingers.current.set(event.pointerId, point);
      moved.current += Math.abs(point.x - before.x) + Math.abs(point.y - before.y);
      const isDrag = moved.current > dragPx;
      if (regionFromPx.current !== null) {
        if (isDrag) onRegion(regionFromPx.current, point.x, true);
      } else if (other !== undefined) {
        const [was, is] = [Math.abs(before.x - other.x), Math.abs(point.x - other.x)];
        if (was > 8 && is > 8) view.zoom((point.x + other.x) / 2, is / was);
      } else if (isDrag) view.pan(before.x - point.x);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      if (!fingers.current.delete(event.pointerId)) return;
      const from = regionFromPx.current;
      regionFromPx.current = null;
      if (moved.current <= dragPx) onPress(pointOf(event));
      else if (from !== null) onRegion(from, pointOf(event).x, false);
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      regionFromPx.current = null;
      fingers.current.delete(event.pointerId);
    },
    onPointerLeave() {
      onHover(null);
    },
  };
}
