import { missing } from "#lib/record/attempt-table.ts";
import type { Panel, Plot } from "./plot.ts";

/** A span that has the keyboard's focus: panel, lane within the panel, index within the lane. */
export type SpanPlace = { readonly panel: number; readonly lane: number; readonly span: number };

export type SpanStep = "previous" | "next" | "above" | "below";

/** The span the arrow keys lead to; the same place at the edges. Null when there is no span at all. */
export function walkSpans(plot: Plot, place: SpanPlace | null, step: SpanStep): SpanPlace | null {
  if (place === null) return firstPlace(plot);
  const lane = plot.panels[place.panel]?.lanes[place.lane]?.lane;
  if (lane === undefined) return firstPlace(plot);
  if (step === "previous") return { ...place, span: Math.max(0, place.span - 1) };
  if (step === "next") return { ...place, span: Math.min(lane.spans.length - 1, place.span + 1) };
  const lanes = lanesWithSpans(plot);
  const here = lanes.findIndex(({ panel, lane: index }) => panel === place.panel && index === place.lane);
  const there = lanes[here + (step === "below" ? 1 : -1)];
  if (there === undefined) return place;
  const middleUs = middleOf(plot, place);
  return { ...there, span: nearestTo(plot, there, middleUs) };
}

/** Where an attempt's most telling span is: its execution, otherwise the first lane that knows it. */
export function placeOfRow(plot: Plot, panelIndex: number, row: number): SpanPlace | null {
  const panel = plot.panels[panelIndex];
  if (panel === undefined) return null;
  const order = (kind: string) => (kind === "worker" ? 0 : kind === "queue" ? 1 : 2);
  const found = panel.lanes
    .map((placed, lane) => ({ lane, kind: placed.lane.kind, span: placed.lane.spans.row.indexOf(row) }))
    .filter(({ span }) => span >= 0)
    .sort((a, b) => order(a.kind) - order(b.kind))[0];
  return found === undefined ? null : { panel: panelIndex, lane: found.lane, span: found.span };
}

/** Start, end and attempt row of a place; the row is null for a span that belongs to no attempt. */
export function spanAt(plot: Plot, place: SpanPlace, nowUs: number) {
  const placed = plot.panels[place.panel]?.lanes[place.lane];
  if (placed === undefined || place.span >= placed.lane.spans.length) return null;
  const { startUs, endUs, row, subRow, marks } = placed.lane.spans;
  const end = endUs[place.span] as number;
  return {
    placed,
    startUs: startUs[place.span] as number,
    endUs: end === missing ? nowUs : end,
    row: row[place.span] === missing ? null : (row[place.span] as number),
    line: subRow[place.span] as number,
    marks: marks[place.span] as number,
  };
}

type LanePlace = Omit<SpanPlace, "span">;

function lanesWithSpans(plot: Plot): readonly LanePlace[] {
  return plot.panels.flatMap((panel, index) =>
    panel.lanes.flatMap(({ lane }, laneIndex) =>
      lane.spans.length > 0 ? [{ panel: index, lane: laneIndex }] : [],
    ),
  );
}

function firstPlace(plot: Plot): SpanPlace | null {
  const [first] = lanesWithSpans(plot);
  return first === undefined ? null : { ...first, span: 0 };
}

/** Relative to the panel's origin, because panels are aligned there. */
function middleOf(plot: Plot, { panel, lane, span }: SpanPlace): number {
  const at = plot.panels[panel];
  const spans = at?.lanes[lane]?.lane.spans;
  if (at === undefined || spans === undefined) return 0;
  const start = spans.startUs[span] as number;
  const end = spans.endUs[span] as number;
  return (start + (end === missing ? start : end)) / 2 - at.layout.originUs;
}

function nearestTo(plot: Plot, { panel, lane }: LanePlace, relativeUs: number): number {
  const at: Panel | undefined = plot.panels[panel];
  const spans = at?.lanes[lane]?.lane.spans;
  if (at === undefined || spans === undefined) return 0;
  const us = relativeUs + at.layout.originUs;
  let best = 0;
  let bestUs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < spans.length; i++) {
    const start = spans.startUs[i] as number;
    const end = spans.endUs[i] as number;
    const away = us < start ? start - us : end !== missing && us > end ? us - end : 0;
    if (away < bestUs) {
      best = i;
      bestUs = away;
    }
  }
  return best;
}
