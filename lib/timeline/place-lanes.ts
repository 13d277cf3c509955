import { mostPackedLines } from "./bare-lane.ts";
import type { Lane, RunLayout } from "./lane.ts";
import { labelPitchPx, laneLabel } from "./lane-label.ts";
import type { Panel, PlacedLane, Plot } from "./plot.ts";
import { slotSize } from "./slot-size.ts";

/** Up to this many attempts in a run the network is drawn as ribbons; beyond, as bars. */
export const mostRibbons = 60;
/** Below this width of the plot lanes collapse, px. */
export const compactBelowPx = 480;

const axisPx = 26;
const headerPx = 28;
const panelGapPx = 14;
/** The strip alone, and where two panels share one pane. */
const stripPx = 60;
const sharedStripPx = 50;
/** All idle slots side by side: a line and room for its words. */
const idlePx = 13;

/** Stacks the runs' lanes into panels: pure arithmetic in px, from the width alone. */
export function placeLanes(layouts: readonly RunLayout[], widthPx: number): Plot {
  const density = widthPx < compactBelowPx ? "compact" : "full";
  // A ribbon ends where the server has the call: on clocks that are apart nobody knows where that is.
  const ribbons = layouts.every(({ record, isRaw }) => !isRaw && record.attempts.length <= mostRibbons);
  const top = Math.max(1, ...layouts.map(stripTop));
  let yPx = axisPx;
  // As tall in one panel as in the other: equal work looks equal.
  const slots = Math.max(1, ...layouts.map(slotsOf));
  const panels = layouts.map((layout, run) => {
    const panel = placePanel(layout, run, yPx, {
      density,
      ribbons,
      top,
      slots,
      stripPx: layouts.length > 1 ? sharedStripPx : stripPx,
    });
    yPx = panel.yPx + panel.heightPx + panelGapPx;
    return panel;
  });
  const compact = density === "compact";
  return {
    panels,
    density,
    gutterPx: compact ? 58 : 124,
    marginPx: compact ? 60 : 72,
    axisPx,
    heightPx: Math.max(axisPx + headerPx, yPx - panelGapPx),
  };
}

/** The peak, or the worker limit when it is near enough to be seen beside it. */
function stripTop({ concurrency: { peak }, workers }: RunLayout): number {
  return workers !== null && workers <= peak * 3 ? Math.max(peak, workers) : peak;
}

function slotsOf({ lanes }: RunLayout): number {
  return lanes.filter(({ kind }) => kind === "worker").length;
}

type Manner = {
  readonly density: Plot["density"];
  readonly ribbons: boolean;
  readonly top: number;
  /** Slots drawn in the panel that has the most. */
  readonly slots: number;
  readonly stripPx: number;
};

function placePanel(layout: RunLayout, run: number, yPx: number, manner: Manner): Panel {
  const { density, ribbons, top, slots } = manner;
  const lanes: PlacedLane[] = [];
  let at = yPx + headerPx;
  let before: Lane | null = null;
  let lastLabelPx = Number.NEGATIVE_INFINITY;
  const back = layout.lanes.find((lane) => lane.kind === "networkBack") ?? null;
  for (const lane of layout.lanes) {
    if (ribbons && lane.kind === "networkBack") continue;
    if (density === "compact" && (lane.kind === "resume" || lane.kind === "networkBack")) continue;
    const size = sizeOf(lane, density, ribbons, slots);
    if (before !== null) at += gapBefore(lane, before, density, slots);
    if (hasName(lane, before)) {
      const { namePx, belowPx } = laneLabel({ lane, ...size }, density);
      // A thin lane below a thin one: their names need more room than their bars.
      at = Math.max(at, lastLabelPx + labelPitchPx(density) - namePx);
      lastLabelPx = at + (belowPx ?? namePx);
    }
    lanes.push({
      lane,
      yPx: at,
      ...size,
      back: size.form === "ribbons" ? back : null,
      beatsYPx: size.beatsYPx && at + size.beatsYPx,
    });
    at += size.heightPx;
    before = lane;
  }
  const strip = density === "full" ? { yPx: at + 12, heightPx: manner.stripPx, top } : null;
  const endPx = strip === null ? Math.max(at, lastLabelPx) : strip.yPx + strip.heightPx;
  return { run, layout, yPx, heightPx: endPx - yPx, lanesYPx: yPx + headerPx, lanes, concurrency: strip };
}

type Size = Pick<PlacedLane, "form" | "heightPx" | "barPx" | "pitchPx" | "beatsYPx">;

function sizeOf(lane: Lane, density: Plot["density"], ribbons: boolean, slots: number): Size {
  const compact = density === "compact";
  if (lane.kind === "client" || lane.kind === "serverThread") {
    const barPx = compact ? 14 : 16;
    const beats = lane.beats.length > 0;
    return {
      form: "thread",
      barPx,
      pitchPx: barPx,
      heightPx: barPx + (beats ? 26 : 0),
      beatsYPx: beats ? barPx + 5 : 0,
    };
  }
  if (lane.kind === "worker") {
    const [barPx, pitchPx] = slotSize(slots, density);
    return { form: "bars", barPx, pitchPx, heightPx: barPx, beatsYPx: 0 };
  }
  if (lane.kind === "idleSlots") {
    return { form: "bars", barPx: idlePx, pitchPx: idlePx, heightPx: idlePx, beatsYPx: 0 };
  }
  if (lane.kind === "networkOut" && ribbons) {
    return { form: "ribbons", barPx: 0, pitchPx: 0, heightPx: compact ? 18 : 28, beatsYPx: 0 };
  }
  if (lane.rows <= mostPackedLines) {
    const pitchPx = compact ? Math.min(6, 36 / lane.rows) : lane.rows <= 4 ? 11 : lane.rows <= 8 ? 8 : 6;
    return {
      form: "bars",
      barPx: pitchPx - (pitchPx > 3 ? 1 : 0),
      pitchPx,
      heightPx: pitchPx * lane.rows,
      beatsYPx: 0,
    };
  }
  return { form: "area", barPx: 0, pitchPx: 0, heightPx: compact ? 28 : 44, beatsYPx: 0 };
}

function isSlots({ kind }: Lane): boolean {
  return kind === "worker" || kind === "idleSlots";
}

/** Slots of one replica share one name. */
function hasName(lane: Lane, before: Lane | null): boolean {
  return !isSlots(lane) || before === null || !isSlots(before) || before.replica !== lane.replica;
}

function gapBefore(lane: Lane, before: Lane, density: Plot["density"], slots: number): number {
  const compact = density === "compact";
  if (isSlots(lane) && isSlots(before)) {
    const [barPx, pitchPx] = slotSize(slots, density);
    return pitchPx - barPx + (lane.replica !== before.replica ? 10 : 0);
  }
  // The client's brackets already leave air above the network.
  if (lane.kind === "networkOut") return 0;
  return compact ? 5 : 8;
}
