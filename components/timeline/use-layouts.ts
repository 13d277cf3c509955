"use client";

import { useMemo, useRef } from "react";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { layoutLanes } from "#lib/timeline/layout-lanes.ts";
import type { TimelineRun } from "./timeline-run.ts";

/** One layout per record, computed once: a run that is over is not laid out again while the other one grows. */
export function useLayouts(runs: readonly TimelineRun[]): readonly RunLayout[] {
  const known = useRef(new WeakMap<RunRecord, RunLayout>());
  const before = useRef<readonly RunLayout[]>([]);
  return useMemo(() => {
    const layouts = runs.map(({ record }) => {
      const layout = known.current.get(record) ?? layoutLanes(record);
      known.current.set(record, layout);
      return layout;
    });
    const same =
      layouts.length === before.current.length && layouts.every((layout, i) => layout === before.current[i]);
    if (!same) before.current = layouts;
    return before.current;
  }, [runs]);
}
