import { missing } from "#lib/record/attempt-table.ts";
import type { Lane, LaneKind } from "./lane.ts";
import { packRows } from "./pack-rows.ts";
import { collectSpans, longestSpanUs, type SpanCollector } from "./span-columns.ts";
import { stepCurve } from "./step-curve.ts";

/** A lane without spans. */
export function bareLane(id: string, kind: LaneKind): Lane {
  return {
    id,
    kind,
    index: 0,
    slots: 0,
    replica: 0,
    spans: collectSpans().finish(),
    rows: 1,
    longestUs: 0,
    mips: [],
    depth: null,
    beats: noBeats,
    gaps: [],
    freeUntilUs: missing,
  };
}

/** A lane whose spans may overlap: packed into lines while they are few, with the curve of how many at each moment. */
export function overlappingLane(kind: LaneKind, collected: SpanCollector, nowUs: number): Lane {
  const spans = collected.finish();
  const depth = stepCurve([spans]);
  return {
    ...bareLane(kind, kind),
    spans,
    // Beyond, the lane is drawn as the curve alone, and nobody asks on which line a span lies.
    rows: Math.max(1, depth.peak > mostPackedLines ? depth.peak : packRows(spans)),
    longestUs: longestSpanUs(spans, nowUs),
    depth,
  };
}

/** More spans than this at one moment are drawn as an area. */
export const mostPackedLines = 16;

const noBeats = new Uint32Array(0);
