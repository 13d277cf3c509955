import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { AlarmAgenda, EntryHeap } from "./agenda.ts";

describe("the heap of entries", () => {
  test("gives 10 000 entries back by time, and of the same time in the order in which they came", () => {
    const random = createRandom(11);
    const heap = new EntryHeap();
    const wanted = Array.from({ length: 10_000 }, (_, order) => ({ atUs: random.whole(0, 500), order }));
    for (const { atUs } of wanted) heap.push(atUs, () => {});
    const given = wanted.map(() => heap.pop());
    expect(given.map((entry) => ({ atUs: entry?.atUs, order: entry?.order }))).toEqual(
      wanted.toSorted((a, b) => a.atUs - b.atUs || a.order - b.order),
    );
    expect(heap.pop()).toBeUndefined();
    expect(heap.nextUs).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the agenda with a thread that watches the clock", () => {
  let agenda: AlarmAgenda;
  beforeEach(async () => {
    agenda = new AlarmAgenda();
    await agenda.ready();
  });
  afterEach(() => agenda.close());

  test("does everything in order, and nothing before it is due", async () => {
    const began = agenda.nowUs();
    const done: { atUs: number; earlyUs: number }[] = [];
    const times = Array.from({ length: 200 }, (_, at) => ((at * 7_919) % 200) * 331);
    await new Promise<void>((resolve) => {
      for (const atUs of times) {
        agenda.at(began + atUs, () => {
          done.push({ atUs, earlyUs: began + atUs - agenda.nowUs() });
          if (done.length === times.length) resolve();
        });
      }
    });
    expect(done.map(({ atUs }) => atUs)).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.max(...done.map(({ earlyUs }) => earlyUs))).toBeLessThanOrEqual(0);
  });

  test("something sooner than what it waits for comes first, and what is past comes at once", async () => {
    const done: string[] = [];
    const began = agenda.nowUs();
    await new Promise<void>((resolve) => {
      agenda.at(began + 300_000, () => {
        done.push("late");
        resolve();
      });
      agenda.at(began + 20_000, () => {
        done.push("soon");
        // The very moment that has just been rung for.
        agenda.at(began + 20_000, () => void done.push("again"));
      });
      agenda.at(began - 1, () => void done.push("past"));
    });
    expect(done).toEqual(["past", "soon", "again", "late"]);
  });

  test("what is called off is never done", async () => {
    const done: string[] = [];
    const began = agenda.nowUs();
    const callOff = agenda.at(began + 5_000, () => void done.push("called off"));
    callOff();
    await new Promise<void>((resolve) => agenda.at(began + 20_000, resolve));
    expect(done).toEqual([]);
  });
});
