import { expect, test } from "vitest";
import { layoutWorkers, slotKey } from "./layout-workers.ts";
import { collectSpans } from "./span-columns.ts";

const used = (...places: readonly (readonly [replica: number, slot: number])[]) =>
  new Map(
    places.map(([replica, slot], row) => {
      const spans = collectSpans();
      spans.add(row * 10, row * 10 + 5, row, 0);
      return [slotKey(replica, slot), spans] as const;
    }),
  );
const lanesOf = (slots: ReturnType<typeof used>, limit: number) =>
  layoutWorkers(slots, limit, 1_000).map(({ kind, replica, index, slots: count }) => [
    kind,
    replica,
    index,
    count,
  ]);

test("idle slots side by side share one line, behind and between the used ones", () => {
  expect(lanesOf(used([0, 0], [0, 3]), 10)).toEqual([
    ["worker", 0, 0, 1],
    ["idleSlots", 0, 1, 2],
    ["worker", 0, 3, 1],
    ["idleSlots", 0, 4, 6],
  ]);
});

test("a limit that no call came near is one line, however high it is", () => {
  expect(lanesOf(used(), 1_000)).toEqual([["idleSlots", 0, 0, 1_000]]);
});

test("a full pool has no idle line, and without a limit nothing is idle", () => {
  expect(lanesOf(used([0, 0], [0, 1]), 2).map(([kind]) => kind)).toEqual(["worker", "worker"]);
  expect(lanesOf(used([0, 0], [0, 4]), 0).map(([kind]) => kind)).toEqual(["worker", "worker"]);
});

test("each replica has its own idle line", () => {
  expect(lanesOf(used([1, 0], [0, 0]), 3)).toEqual([
    ["worker", 0, 0, 1],
    ["idleSlots", 0, 1, 2],
    ["worker", 1, 0, 1],
    ["idleSlots", 1, 1, 2],
  ]);
});

test("the lines of a growing run only ever come in between: what is drawn keeps its order", () => {
  const few = lanesOf(used([0, 0]), 10).map(([kind, , index]) => `${kind}:${index}`);
  const more = lanesOf(used([0, 0], [0, 1], [0, 2]), 10).map(([kind, , index]) => `${kind}:${index}`);
  expect(few[0]).toBe(more[0]);
  expect(more).toEqual(["worker:0", "worker:1", "worker:2", "idleSlots:3"]);
});
