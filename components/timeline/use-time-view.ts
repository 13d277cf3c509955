"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  clampScale,
  fitScale,
  panBy,
  reveal,
  type TimeBounds,
  type TimeScale,
  tickStepUs,
  zoomAt,
} from "#lib/timeline/time-scale.ts";

/** Time constant of the calm growth of a live view, ms. */
const easingMs = 220;

export type TimeView = {
  readonly scale: TimeScale;
  readonly bounds: TimeBounds;
  /** The whole is in view. */
  readonly isWhole: boolean;
  zoom(px: number, factor: number): void;
  pan(distancePx: number): void;
  fit(): void;
  /** Shows this stretch, with a margin. */
  show(fromUs: number, toUs: number): void;
  /** Moves as little as needed to have this stretch in view. */
  reveal(fromUs: number, toUs: number): void;
};

type Stretch = { readonly leftPx: number; readonly widthPx: number };

/** What part of time is in view. Until the visitor zooms, it is the whole; a live run's whole grows calmly. */
export function useTimeView(
  lastUs: number,
  live: boolean,
  still: boolean,
  { leftPx, widthPx }: Stretch,
): TimeView {
  const [chosen, setChosen] = useState<TimeBounds | null>(null);
  const toUs = useGrowingEnd(lastUs, live, still);
  const bounds = useMemo(() => ({ fromUs: 0, toUs }), [toUs]);
  const scale = useMemo(() => {
    const whole = fitScale(bounds, leftPx, widthPx);
    return chosen === null ? whole : clampScale({ ...whole, ...chosen }, bounds);
  }, [chosen, bounds, leftPx, widthPx]);

  const change = useCallback(
    (next: (scale: TimeScale, bounds: TimeBounds) => TimeScale) =>
      setChosen((before) => {
        const whole = fitScale(bounds, leftPx, widthPx);
        const { fromUs, toUs: endUs } = next(
          before === null ? whole : clampScale({ ...whole, ...before }, bounds),
          bounds,
        );
        return endUs - fromUs >= (bounds.toUs - bounds.fromUs) * 0.999 ? null : { fromUs, toUs: endUs };
      }),
    [bounds, leftPx, widthPx],
  );

  return useMemo(
    () => ({
      scale,
      bounds,
      isWhole: chosen === null,
      zoom: (px, factor) => change((now, all) => zoomAt(now, px, factor, all)),
      pan: (distancePx) => change((now, all) => panBy(now, distancePx, all)),
      fit: () => setChosen(null),
      show: (fromUs, endUs) =>
        change((now, all) => {
          const margin = Math.max(10, (endUs - fromUs) * 0.15);
          return clampScale({ ...now, fromUs: fromUs - margin, toUs: endUs + margin }, all);
        }),
      reveal: (fromUs, endUs) => change((now, all) => reveal(now, fromUs, endUs, all)),
    }),
    [scale, bounds, chosen, change],
  );
}

/** The end of the whole: exact when nothing grows; live, the next round length, approached calmly. */
function useGrowingEnd(lastUs: number, live: boolean, still: boolean): number {
  const target = live ? roomFor(lastUs) : Math.max(1, lastUs);
  const [shown, setShown] = useState(target);
  const from = useRef(target);
  useEffect(() => {
    if (still) {
      from.current = target;
      setShown(target);
      return;
    }
    let before: number | null = null;
    let handle = requestAnimationFrame(function frame(atMs) {
      const passedMs = before === null ? 16 : atMs - before;
      before = atMs;
      const rest = target - from.current;
      const done = Math.abs(rest) < target * 0.002;
      from.current = done ? target : from.current + rest * (1 - Math.exp(-passedMs / easingMs));
      setShown(from.current);
      if (!done) handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, [target, still]);
  return shown;
}

/** Half a second at first, then steps with a fifth to spare, so that bars grow into free room. */
function roomFor(us: number): number {
  const wanted = Math.max(500_000, us * 1.2);
  const step = tickStepUs(wanted / 6);
  return Math.ceil(wanted / step) * step;
}
