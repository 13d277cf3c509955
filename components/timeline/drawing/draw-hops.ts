import { missing } from "#lib/record/attempt-table.ts";
import { callerOf, type HopNode, hopTree } from "#lib/record/hop-tree.ts";
import type { Plot } from "#lib/timeline/plot.ts";
import type { TimeScale } from "#lib/timeline/time-scale.ts";
import type { Journey } from "./draw-journey.ts";
import type { Ink, Pen } from "./pen.ts";
import { createView, type View } from "./view.ts";

/** A larger tree is drawn around the attempt alone: whom it was made by, and whom it called. */
const mostHops = 200;
/** Where less is between call and start, an elbow has no room for its arrow: it points straight down or up. */
const leastElbowPx = 9;

/**
 * The calls between services around one attempt: from the bar of the handler that called, at that moment, to the bar
 * of the handler that was called. Near ones strong, the rest of the tree faint.
 *
 *     caller ━━━━━━━●━━━━━━━━━
 *                   └──▸ called ━━━━━
 */
export function drawHops(
  pen: Pen,
  plot: Plot,
  scale: TimeScale,
  nowUs: readonly number[],
  journey: Journey,
): void {
  const panel = plot.panels[journey.run];
  if (panel === undefined) return;
  const { attempts } = panel.layout.record;
  const tree = hopTree(attempts, journey.row);
  if (tree.length < 2) return;
  const view = createView(panel, scale, nowUs[panel.run] ?? panel.layout.endUs);
  const isNear = ({ row }: HopNode) => row === journey.row || callerOf(attempts, row) === journey.row;
  const hops = tree.slice(1).sort((a, b) => Number(isNear(a)) - Number(isNear(b)));
  for (const hop of hops) {
    if (isNear(hop)) drawHop(pen, view, hop.row, 1);
    else if (tree.length <= mostHops) drawHop(pen, view, hop.row, 0.45);
  }
}

function drawHop(pen: Pen, view: View, row: number, alpha: number): void {
  const { attempts } = view.panel.layout.record;
  const caller = callerOf(attempts, row);
  const calledUs = attempts.intended[row] ?? missing;
  const from = caller === null ? null : barOf(view, caller);
  const to = barOf(view, row);
  if (from === null || to === null || calledUs === missing) return;
  const [x0, x1] = [view.x(calledUs), view.x(to.startUs)];
  if (x1 < view.leftPx || x0 > view.rightPx) return;
  const y0 = from.yPx + from.heightPx / 2;
  const y1 = to.yPx + to.heightPx / 2;
  const isElbow = x1 - x0 >= leastElbowPx;
  // Slots next to each other are a few pixels apart: the line begins and ends inside the bars to be seen.
  const line = isElbow ? [x0, y0, x0, y1, x1 - 1, y1] : [x1 + 1, y0, x1 + 1, y1];
  const foot = line[0] as number;
  const draw = (ink: Ink, width: number) => pen.line(line, ink, { width, alpha });
  draw("paper", 4);
  pen.box(foot - 4, y0 - 4, 8, 8, "paper", { radius: 4, alpha });
  pen.area(isElbow ? headRight(x1 + 1.5, y1, 5.5) : headUpright(x1 + 1, y1, y1 > y0 ? 5.5 : -5.5), "paper", {
    alpha,
  });
  draw("accent", 1.75);
  pen.box(foot - 2.5, y0 - 2.5, 5, 5, "accent", { radius: 2.5, alpha });
  pen.area(isElbow ? headRight(x1, y1, 3.5) : headUpright(x1 + 1, y1, y1 > y0 ? 3.5 : -3.5), "accent", {
    alpha,
  });
}

const headRight = (x: number, y: number, half: number) => [
  x,
  y,
  x - 2 * half,
  y - half,
  x - 2 * half,
  y + half,
];
/** Points down where `half` is above 0. */
const headUpright = (x: number, y: number, half: number) => [
  x,
  y + half,
  x - half,
  y - half,
  x + half,
  y - half,
];

type Bar = { readonly startUs: number; readonly yPx: number; readonly heightPx: number };

/** The handler's bar; of a call that found no slot yet, its place in the queue. */
function barOf(view: View, row: number): Bar | null {
  const { attempts } = view.panel.layout.record;
  const isStarted = attempts.started[row] !== missing;
  for (const { lane, yPx, pitchPx, barPx, heightPx, form } of view.panel.lanes) {
    const isWanted = isStarted
      ? lane.kind === "worker" &&
        lane.index === attempts.worker[row] &&
        lane.replica === attempts.replica[row]
      : lane.kind === "queue";
    const span = isWanted ? lane.spans.row.indexOf(row) : -1;
    if (span < 0) continue;
    const startUs = lane.spans.startUs[span] as number;
    if (form !== "bars") return { startUs, yPx, heightPx };
    return { startUs, yPx: yPx + (lane.spans.subRow[span] as number) * pitchPx, heightPx: barPx };
  }
  return null;
}
