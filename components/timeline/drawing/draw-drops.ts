import { type AttemptTable, missing } from "#lib/record/attempt-table.ts";
import type { Panel, PlacedLane } from "#lib/timeline/plot.ts";
import { firstAfter } from "#lib/timeline/span-columns.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

const drop = { width: 1, alpha: 0.45 };

/** From one height to another at one moment, px. */
type Drop = { readonly us: number; readonly fromY: number; readonly toY: number };

/** Vertical hairlines: arrival to queue or slot, queue to slot, slot to the way back; one for calls side by side. */
export function drawDrops(pen: Pen, view: View, bottom: number): void {
  const { attempts } = view.panel.layout.record;
  const reach = new Map<number, readonly [number, number]>();
  for (let row = 0; row < attempts.length; row++) {
    for (const { us, fromY, toY } of dropsOf(view.panel, attempts, row, bottom)) {
      const x = Math.round(view.x(us)) + 0.5;
      if (x < view.leftPx || x > view.rightPx + 1) continue;
      const [top, foot] = reach.get(x) ?? [fromY, toY];
      reach.set(x, [Math.min(top, fromY, toY), Math.max(foot, fromY, toY)]);
    }
  }
  for (const [x, [top, foot]] of reach) pen.line([x, top, x, foot], "network", drop);
}

function dropsOf(panel: Panel, attempts: AttemptTable, row: number, bottom: number): readonly Drop[] {
  const arrived = attempts.arrived[row] as number;
  const started = attempts.started[row] as number;
  const slot = slotPlace(panel, attempts.replica[row] as number, attempts.worker[row] as number);
  const queued = queuePlace(panel, row, arrived);
  const drops: Drop[] = [];
  if (arrived !== missing && attempts.sent[row] !== missing) {
    const target = queued ?? (started === missing ? null : (slot?.yPx ?? null));
    if (target !== null) drops.push({ us: arrived, fromY: bottom, toY: target });
  }
  if (started === missing || slot === null) return drops;
  if (queued !== null) drops.push({ us: started, fromY: queued, toY: slot.yPx });
  const replied = attempts.replied[row] as number;
  const received = attempts.received[row] as number;
  if (replied !== missing && received !== missing && replied <= received)
    drops.push({ us: replied, fromY: slot.yPx, toY: bottom });
  return drops;
}

function slotPlace(panel: Panel, replica: number, worker: number): PlacedLane | null {
  return (
    panel.lanes.find(
      ({ lane }) => lane.kind === "worker" && lane.replica === replica && lane.index === worker,
    ) ?? null
  );
}

/** Top of the attempt's bar in the queue, px; null when it did not wait. */
function queuePlace(panel: Panel, row: number, arrivedUs: number): number | null {
  const placed = panel.lanes.find(({ lane }) => lane.kind === "queue");
  if (placed === undefined || arrivedUs === missing) return null;
  const { spans } = placed.lane;
  for (let i = firstAfter(spans.startUs, arrivedUs - 1, spans.length); i < spans.length; i++) {
    if ((spans.startUs[i] as number) > arrivedUs) return null;
    if (spans.row[i] === row) return placed.yPx + (spans.subRow[i] as number) * placed.pitchPx;
  }
  return null;
}
