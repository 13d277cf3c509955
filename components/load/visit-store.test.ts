import { describe, expect, test } from "vitest";
import { firstPlan } from "./load-form.ts";
import { createVisitStore } from "./visit-store.ts";

const server = { workers: 10, queueLimit: null, network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 } };
const order = (id: string) => ({ id, target: "Greeter", plan: firstPlan, server });

describe("the runs of a visit", () => {
  test("a new run is shown, alone, and numbers go on", () => {
    const store = createVisitStore();
    store.begin(order("a"));
    store.compare(null);
    store.begin(order("b"));
    const { runs, shownId, otherId } = store.get();
    expect(runs.map(({ id, number }) => [id, number])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect([shownId, otherId]).toEqual(["b", null]);
  });

  test("a run is never compared with itself, whichever way one comes there", () => {
    const store = createVisitStore();
    store.begin(order("a"));
    store.begin(order("b"));
    store.compare("b");
    expect(store.get().otherId).toBeNull();
    store.compare("a");
    expect(store.get().otherId).toBe("a");
    store.show("a");
    expect(store.get()).toMatchObject({ shownId: "a", otherId: null });
  });

  test("the oldest make room, but not the one on view", () => {
    const store = createVisitStore();
    for (let run = 0; run < 12; run++) store.begin(order(String(run)));
    expect(store.get().runs.map(({ id }) => id)).toEqual(["4", "5", "6", "7", "8", "9", "10", "11"]);
    store.show("4");
    store.begin(order("new"));
    expect(store.get().runs.map(({ id }) => id)).toContain("4");
  });

  test("removing the run on view shows the newest of the others", () => {
    const store = createVisitStore();
    store.begin(order("a"));
    store.begin(order("b"));
    store.compare("a");
    store.remove("b");
    expect(store.get()).toMatchObject({ shownId: "a", otherId: null });
    store.remove("a");
    expect(store.get()).toEqual({ runs: [], shownId: null, otherId: null });
  });

  test("listeners hear of every change until they leave", () => {
    const store = createVisitStore();
    let heard = 0;
    const leave = store.subscribe(() => {
      heard += 1;
    });
    store.begin(order("a"));
    store.change("a", (run) => ({ ...run, isStopping: true }));
    leave();
    store.remove("a");
    expect(heard).toBe(2);
  });
});
