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

/** A lane whose spans may overlap: packed into lines, with the curve of how many at each moment. */
export function overlappingLane(kind: LaneKind, collected: SpanCollector, nowUs: number): Lane {
  const spans = collected.finish();
  return {
    ...bareLane(kind, kind),
    spans,
    rows: Math.max(1, packRows(spans)),
    longestUs: longestSpanUs(spans, nowUs),
    depth: stepCurve([spans]),
  };
}

const noBeats = new Uint32Array(0);
