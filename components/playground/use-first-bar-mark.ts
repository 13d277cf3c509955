"use client";

import { useEffect } from "react";

/** Marks the frame in which a run's first bar is on screen, for measurements of how long Run takes to show something. */
export function useFirstBarMark(hasBars: boolean): void {
  useEffect(() => {
    if (!hasBars) return;
    // The frame after the one that drew it: by then it has been painted.
    const frame = requestAnimationFrame(() => performance.mark("first-bar"));
    return () => cancelAnimationFrame(frame);
  }, [hasBars]);
}
