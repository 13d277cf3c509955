"use client";

import { useMemo } from "react";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { type Region, type RegionStatistics, regionStatistics } from "#lib/timeline/region-statistics.ts";

/** Each run's statistics of one stretch, counted from its own first intended start. */
export function useRegionStatistics(
  layouts: readonly RunLayout[],
  nowUs: readonly number[],
  region: Region,
): readonly RegionStatistics[] {
  return useMemo(
    () =>
      layouts.map(({ record, originUs, lastUs }, i) =>
        regionStatistics(
          record,
          { fromUs: region.fromUs + originUs, toUs: region.toUs + originUs },
          nowUs[i] ?? lastUs,
        ),
      ),
    [layouts, nowUs, region],
  );
}
