import { type AttemptTable, missing } from "./attempt-table.ts";

/** One stay of an attempt on a worker slot, µs. */
export type Execution = { readonly row: number; readonly fromUs: number; readonly toUs: number };

/** One place in the worker pool and what it did, in time order. */
export type WorkerSlot = {
  readonly replica: number;
  readonly worker: number;
  readonly executions: readonly Execution[];
};

/** The slots that were used, by replica and number. Executions under way reach to `untilUs`. */
export function toSlots(table: AttemptTable, untilUs: number): readonly WorkerSlot[] {
  const slots = new Map<string, { replica: number; worker: number; executions: Execution[] }>();
  for (let row = 0; row < table.length; row++) {
    const fromUs = table.started[row] ?? missing;
    if (fromUs === missing) continue;
    const ended = table.ended[row] ?? missing;
    const replica = table.replica[row] ?? 0;
    const worker = table.worker[row] ?? 0;
    const key = `${replica}/${worker}`;
    const slot = slots.get(key) ?? { replica, worker, executions: [] };
    slot.executions.push({ row, fromUs, toUs: ended === missing ? Math.max(fromUs, untilUs) : ended });
    slots.set(key, slot);
  }
  const all = [...slots.values()].sort((a, b) => a.replica - b.replica || a.worker - b.worker);
  for (const { executions } of all) executions.sort((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs);
  return all;
}
