import { bareLane } from "./bare-lane.ts";
import { type Lane, laneKinds, type RunLayout } from "./lane.ts";

/**
 * A run's layout with room for another one drawn over it: every slot that either used has a lane, and a lane is as many
 * lines high as the busier of both needs. Slots that neither used stay folded.
 */
export function withGhostLanes(front: RunLayout, ghost: RunLayout): RunLayout {
  const twins = new Map(ghost.lanes.map((lane) => [lane.id, lane]));
  const known = new Set(front.lanes.map(({ id }) => id));
  const lanes = front.lanes
    .filter(({ kind }) => kind !== "idleSlots")
    .map((lane): Lane => ({ ...lane, rows: Math.max(lane.rows, twins.get(lane.id)?.rows ?? 1) }));
  for (const { id, kind, index, replica, slots, rows } of ghost.lanes) {
    if (kind !== "idleSlots" && !known.has(id))
      lanes.push({ ...bareLane(id, kind), index, replica, slots, rows });
  }
  for (const idle of front.lanes) if (idle.kind === "idleSlots") lanes.push(...stillIdle(idle, lanes));
  return { ...front, lanes: lanes.sort(byPlace) };
}

/** What is left of a row of idle slots when the other run's are taken out. */
function stillIdle(idle: Lane, lanes: readonly Lane[]): readonly Lane[] {
  const used = new Set(
    lanes.flatMap(({ kind, index, replica }) =>
      kind === "worker" && replica === idle.replica ? [index] : [],
    ),
  );
  const left: Lane[] = [];
  let from: number | null = null;
  for (let slot = idle.index; slot <= idle.index + idle.slots; slot++) {
    const isFree = slot < idle.index + idle.slots && !used.has(slot);
    if (isFree) from ??= slot;
    else if (from !== null) {
      left.push({ ...idle, id: `idleSlots:${idle.replica}:${from}`, index: from, slots: slot - from });
      from = null;
    }
  }
  return left;
}

function byPlace(a: Lane, b: Lane): number {
  const rank = ({ kind }: Lane) => laneKinds.indexOf(kind === "idleSlots" ? "worker" : kind);
  return rank(a) - rank(b) || a.replica - b.replica || a.index - b.index;
}
