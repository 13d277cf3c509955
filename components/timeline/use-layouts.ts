"use client";

import { useMemo, useRef } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { layoutLanes, type ServerTime } from "#lib/timeline/layout-lanes.ts";
import type { TimelineRun } from "./timeline-run.ts";

/**
 * One layout per record and clock, computed once: a run that is over is not laid out again while the other one grows.
 */
export function useLayouts(runs: readonly TimelineRun[], serverTime: ServerTime): readonly RunLayout[] {
  const known = useRef({
    aligned: new WeakMap<RunRecord, RunLayout>(),
    raw: new WeakMap<RunRecord, RunLayout>(),
  });
  const before = useRef<readonly RunLayout[]>([]);
  return useMemo(() => {
    const layouts = runs.map(({ record }) => {
      const layout = known.current[serverTime].get(record) ?? layoutLanes(record, serverTime);
      known.current[serverTime].set(record, layout);
      return layout;
    });
    const same =
      layouts.length === before.current.length && layouts.every((layout, i) => layout === before.current[i]);
    if (!same) before.current = layouts;
    return before.current;
  }, [runs, serverTime]);
}
