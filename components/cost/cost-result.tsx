"use client";

import { seriesColours } from "#components/charts/series-style.ts";
import type { CostRun } from "./cost-run.ts";
import { GrowthResult } from "./growth-result.tsx";
import { RunStatus } from "./run-status.tsx";
import { WireResult } from "./wire-result.tsx";

/** The newest measurement: where it stands, and what it has shown so far. */
export function CostResult({ run, onRetry }: { readonly run: CostRun; readonly onRetry: () => void }) {
  const { measured } = run;
  return (
    <div className="grid min-w-0 gap-5" style={seriesColours}>
      <RunStatus run={run} onRetry={onRetry} />
      {measured.kind === "growth" && measured.progress !== null && (
        <GrowthResult run={run} progress={measured.progress} />
      )}
      {measured.kind === "wire" && measured.progress !== null && (
        <WireResult run={run} progress={measured.progress} />
      )}
    </div>
  );
}
