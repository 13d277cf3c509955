"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { createLiveClock, type LiveClock } from "./live-clock.ts";

/**
 * The moment at which each run's open spans end, µs since its zero. While a run goes on, time passes between its
 * news: the last known moment plus what the page's clock says, once per animation frame.
 */
export function useNow(layouts: readonly RunLayout[], live: boolean): readonly number[] {
  const [frameMs, setFrameMs] = useState(0);
  const kept = useRef<LiveClock | null>(null);
  kept.current ??= createLiveClock();
  const clock = kept.current;
  const running = live && layouts.some(isRunning);

  useEffect(() => {
    if (!running) return;
    let handle = requestAnimationFrame(function frame(atMs) {
      setFrameMs(atMs);
      handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, [running]);

  return useMemo(() => {
    // By the page's clock, not by the last frame: that may be as old as the run before, or as a hidden tab.
    const news = live ? layouts.filter(isRunning).map(({ record }) => record.header) : [];
    clock.hear(news, performance.now());
    return layouts.map((layout) =>
      live && isRunning(layout)
        ? Math.max(layout.lastUs, clock.read(layout.record.header, frameMs))
        : layout.lastUs,
    );
  }, [clock, layouts, live, frameMs]);
}

function isRunning({ record }: RunLayout): boolean {
  return record.header.outcome.kind === "running";
}
