import { bareLane } from "./bare-lane.ts";
import type { Lane } from "./lane.ts";
import { longestSpanUs, type SpanCollector } from "./span-columns.ts";
import { buildMips } from "./span-mips.ts";

/** One number for a slot of a replica: slots are counted in a byte. */
export function slotKey(replica: number, slot: number): number {
  return replica * 256 + slot;
}

/**
 * Worker slots in order, replica by replica. A slot that was used has a lane of its own; idle workers are news too, but
 * one line says it for all that are side by side. `limit` is 0 without a worker limit.
 */
export function layoutWorkers(
  used: ReadonlyMap<number, SpanCollector>,
  limit: number,
  nowUs: number,
): readonly Lane[] {
  const replicas = new Set([...used.keys()].map((key) => Math.floor(key / 256)));
  if (replicas.size === 0) replicas.add(0);
  return [...replicas].sort((a, b) => a - b).flatMap((replica) => layoutReplica(used, replica, limit, nowUs));
}

function layoutReplica(
  used: ReadonlyMap<number, SpanCollector>,
  replica: number,
  limit: number,
  nowUs: number,
): readonly Lane[] {
  const lanes: Lane[] = [];
  let idleFrom = 0;
  const foldIdle = (before: number) => {
    if (before > idleFrom) lanes.push(idleSlots(replica, idleFrom, before - idleFrom));
  };
  const slots = [...used.keys()].filter((key) => Math.floor(key / 256) === replica).map((key) => key % 256);
  for (const slot of slots.sort((a, b) => a - b)) {
    foldIdle(Math.min(slot, limit));
    const spans = used.get(slotKey(replica, slot))?.finish();
    if (spans === undefined) continue;
    lanes.push({
      ...bareLane(`worker:${replica}:${slot}`, "worker"),
      index: slot,
      slots: 1,
      replica,
      spans,
      longestUs: longestSpanUs(spans, nowUs),
      mips: buildMips(spans, nowUs),
    });
    idleFrom = slot + 1;
  }
  foldIdle(limit);
  return lanes;
}

function idleSlots(replica: number, index: number, slots: number): Lane {
  return { ...bareLane(`idleSlots:${replica}:${index}`, "idleSlots"), index, slots, replica };
}
