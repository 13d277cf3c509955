"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { RunLayout } from "#lib/timeline/lane.ts";

/**
 * The moment at which each run's open spans end, µs since its zero. While a run goes on, time passes between its
 * news: the last known moment plus what the page's clock says, once per animation frame.
 */
export function useNow(layouts: readonly RunLayout[], live: boolean): readonly number[] {
  const [frameMs, setFrameMs] = useState(0);
  const known = useRef(new Map<string, { durationUs: number; atMs: number }>());
  const running = live && layouts.some(isRunning);

  useEffect(() => {
    if (!running) return;
    let handle = requestAnimationFrame(function frame(atMs) {
      setFrameMs(atMs);
      handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, [running]);

  return useMemo(
    () =>
      layouts.map((layout) => {
        if (!live || !isRunning(layout)) return layout.lastUs;
        const { id, durationUs } = layout.record.header;
        const seen = known.current.get(id);
        // Before the first frame the page's clock is not known here.
        if (frameMs === 0) return Math.max(layout.lastUs, durationUs);
        // A record that brings no later moment does not turn time back.
        if (seen === undefined || durationUs > seen.durationUs + (frameMs - seen.atMs) * 1_000) {
          known.current.set(id, { durationUs, atMs: frameMs });
          return Math.max(layout.lastUs, durationUs);
        }
        return Math.max(layout.lastUs, seen.durationUs + (frameMs - seen.atMs) * 1_000);
      }),
    [layouts, live, frameMs],
  );
}

function isRunning({ record }: RunLayout): boolean {
  return record.header.outcome.kind === "running";
}
