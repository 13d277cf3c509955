import { assertNever } from "#lib/assert.ts";
import type { LaneKind } from "#lib/timeline/lane.ts";
import type { PlacedLane, Plot } from "#lib/timeline/plot.ts";
import { type TimeScale, ticks, toPixel } from "#lib/timeline/time-scale.ts";
import { drawBars } from "./draw-bars.ts";
import { drawConcurrency } from "./draw-concurrency.ts";
import { drawDepth, drawDepthGround } from "./draw-depth.ts";
import { drawMessages } from "./draw-messages.ts";
import { drawRibbons } from "./draw-ribbons.ts";
import { drawThread } from "./draw-thread.ts";
import type { BarLook, Pen } from "./pen.ts";
import { createView, type View } from "./view.ts";

/** Least distance between two ticks of the axis, px: a label fits between them. */
export function tickGapPx(plot: Plot): number {
  return plot.density === "compact" ? 64 : 84;
}

const looks = {
  client: { ink: "blocked", fill: "cross" },
  connection: { ink: "idle", fill: "hatch" },
  networkOut: { ink: "network", fill: "dots" },
  serverThread: { ink: "blocked", fill: "cross" },
  queue: { ink: "queue", fill: "hatch" },
  worker: { ink: "execution", fill: "solid" },
  idleSlots: { ink: "idle", fill: "solid" },
  networkBack: { ink: "network", fill: "dots" },
  resume: { ink: "idle", fill: "solid" },
} as const satisfies Record<LaneKind, BarLook>;

/**
 * Draws every mark of the plot that depends on the scale, without words. `nowUs` gives each run the moment at which
 * its open spans end. The caller clears and clips.
 */
export function drawLanes(pen: Pen, plot: Plot, scale: TimeScale, nowUs: readonly number[]): void {
  for (const panel of plot.panels) {
    const view = createView(panel, scale, nowUs[panel.run] ?? panel.layout.endUs);
    drawGrid(pen, view, plot, scale);
    for (const placed of panel.lanes) drawLane(pen, view, placed);
    // Ribbons tie lanes together, so they come after all of them.
    for (const placed of panel.lanes) if (placed.form === "ribbons") drawRibbons(pen, view, placed);
    const network = panel.lanes.find(({ lane }) => lane.kind === "networkOut");
    if (network !== undefined) drawMessages(pen, view, network);
    drawConcurrency(pen, view);
    drawEndOfRun(pen, view);
  }
}

function drawLane(pen: Pen, view: View, placed: PlacedLane): void {
  const { lane, form } = placed;
  const look = looks[lane.kind];
  switch (form) {
    case "thread":
      drawThread(pen, view, placed);
      break;
    case "area":
      if (lane.depth !== null) drawDepth(pen, view, lane.depth, placed.yPx, placed.heightPx, look);
      break;
    case "bars":
      if (lane.kind === "worker" || lane.kind === "idleSlots") drawGround(pen, view, placed);
      if (lane.kind === "queue") drawDepthGround(pen, view, placed, look.ink);
      drawBars(pen, view, placed, look);
      break;
    case "ribbons":
      break;
    default:
      assertNever(form);
  }
}

/**
 * Draws over everything so far a veil, and over that what belongs to some rows alone: what was picked elsewhere stands
 * out of the rest. `inside` gives each run its rows; null: all of them.
 */
export function drawInside(
  pen: Pen,
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  inside: readonly (ReadonlySet<number> | null)[],
): void {
  for (const panel of plot.panels) {
    const rows = inside[panel.run] ?? null;
    if (rows === null) continue;
    const view = createView(panel, scale, nowUs[panel.run] ?? panel.layout.endUs, rows);
    const { yPx, heightPx, lanesYPx } = panel;
    pen.box(
      view.leftPx,
      lanesYPx - 4,
      view.rightPx + 2 - view.leftPx,
      yPx + heightPx - lanesYPx + 8,
      "paper",
      veil,
    );
    for (const placed of panel.lanes) {
      if (placed.form === "bars") drawBars(pen, view, placed, looks[placed.lane.kind]);
      if (placed.form === "ribbons") drawRibbons(pen, view, placed);
    }
    drawEndOfRun(pen, view);
  }
}

const veil = { alpha: 0.78 };

/** A slot's line, as long as the run: what lies on it was work, the rest was free. */
function drawGround(pen: Pen, view: View, { yPx, barPx }: PlacedLane): void {
  const { originUs } = view.panel.layout;
  const y = Math.round(yPx + barPx / 2) + 0.5;
  const from = Math.max(view.leftPx, view.x(originUs));
  const to = Math.min(view.rightPx, view.x(view.endUs));
  if (to > from) pen.line([from, y, to, y], "hairline");
}

function drawGrid(pen: Pen, view: View, plot: Plot, scale: TimeScale): void {
  // From the lanes on: the panel's title may be longer than the gutter is wide.
  const { yPx, heightPx, lanesYPx } = view.panel;
  for (const us of ticks(scale, tickGapPx(plot))) {
    const x = Math.round(toPixel(scale, us)) + 0.5;
    if (x >= view.leftPx) pen.line([x, lanesYPx - 4, x, yPx + heightPx], "hairline", grid);
  }
}

const grid = { alpha: 0.7 };

/** A line where the run was over: the length that is compared. */
function drawEndOfRun(pen: Pen, view: View): void {
  const { layout, yPx, heightPx, lanesYPx } = view.panel;
  if (layout.record.attempts.length === 0 || layout.record.header.outcome.kind === "running") return;
  const x = Math.round(view.x(layout.endUs)) + 0.5;
  if (x < view.leftPx || x > view.rightPx + 1) return;
  pen.line([x, lanesYPx - 4, x, yPx + heightPx], "ink", { alpha: 0.85 });
}
