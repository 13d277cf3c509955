import { describe, expect, test } from "vitest";
import type { OpenStore } from "./fresh-store.ts";
import type { Retention, Store } from "./store.ts";
import { StoreError } from "./store-error.ts";

const dayMs = 86_400_000;
/** Room for ten things of 1,000 bytes. */
const retention: Retention = { maxBytes: 10_000, keepMs: 7 * dayMs, maxIdleMs: null };

const saveDeployment = (store: Store, id: string, bytes = 1_000) =>
  store.saveDeployment({
    ...{ id, createdAtMs: 0, content: new Uint8Array(bytes - 1) },
    artefact: { format: "f", bytes: new Uint8Array(1) },
  });
const saveShare = (store: Store, id: string) =>
  store.saveShare({ id, content: new Uint8Array(1_000), createdAtMs: 0, version: "0.1.0" });

async function left(store: Store, ids: readonly string[]): Promise<string> {
  const kept = await Promise.all(
    ids.map(async (id) => ((await store.loadDeployment(id)) ?? (await store.loadShare(id))) !== undefined),
  );
  return ids.filter((_, at) => kept[at]).join("");
}

/** A store whose clock the test sets. */
type OpenAged = (rules: Retention) => Promise<{ readonly store: Store; readonly clock: { nowMs: number } }>;

const full = (saving: Promise<unknown>) => expect(saving).rejects.toEqual(new StoreError("full"));

export function describeRetention(fresh: OpenStore): void {
  describe("retention", () => {
    const open: OpenAged = async (rules) => {
      const clock = { nowMs: 1_795_000_000_000 };
      return { store: await fresh({ retention: rules, nowMs: () => clock.nowMs }), clock };
    };
    testCap(open);
    testRoom(open);
    testIdleTime(open);
  });
}

function testCap(open: OpenAged): void {
  test("the size is a cap: what exceeds it is refused by name, and nothing of it is saved", async () => {
    const { store } = await open(retention);
    for (const id of "abcdefghij") await saveDeployment(store, id);
    await full(saveDeployment(store, "k"));
    await full(saveShare(store, "l"));
    expect(await left(store, [..."abcdefghijkl"])).toBe("abcdefghij");
    // What is there already needs no room.
    await saveDeployment(store, "a");
  });

  test("a full store says so when it is checked, and knows what was shared before", async () => {
    const { store } = await open({ ...retention, maxBytes: 1_000 });
    expect(await saveShare(store, "a")).toBe("saved");
    await full(saveShare(store, "b"));
    await expect(store.check()).rejects.toEqual(new StoreError("full"));
    expect(await saveShare(store, "a")).toBe("known");
  });

  test("what is in use is not deleted, however little room there is", async () => {
    const { store, clock } = await open(retention);
    for (const id of "abcdefghij") await saveDeployment(store, id);
    clock.nowMs += 7 * dayMs - 1;
    expect(await store.tidy()).toEqual({ deployments: 0, shares: 0, bytesLeft: 10_000 });
  });
}

function testRoom(open: OpenAged): void {
  test("tidying makes room for a tenth more, of what was idle for longest", async () => {
    const { store, clock } = await open({ ...retention, maxBytes: 5_000 });
    for (const id of "abcde") {
      await saveDeployment(store, id);
      clock.nowMs += 1_000;
    }
    clock.nowMs += 8 * dayMs;
    await full(saveDeployment(store, "f"));
    store.noteDeploymentUse("a");
    expect(await left(store, ["b"])).toBe("b");
    expect(await store.tidy()).toEqual({ deployments: 1, shares: 0, bytesLeft: 4_000 });
    expect(await left(store, [..."abcde"])).toBe("abde");
    await saveDeployment(store, "f");
    await expect(store.check()).resolves.toBeUndefined();
  });

  test("shares go when there are no deployments left to go", async () => {
    const { store, clock } = await open({ ...retention, maxBytes: 3_000 });
    for (const id of "ab") await saveShare(store, id);
    await saveDeployment(store, "c", 100);
    clock.nowMs += 8 * dayMs;
    await saveDeployment(store, "e", 900);
    await store.tidy();
    expect(await left(store, [..."abce"])).toBe("be");
  });

  test("deployments go before shares, however long a share was idle", async () => {
    const { store, clock } = await open({ ...retention, maxBytes: 4_000 });
    await saveShare(store, "a");
    await saveShare(store, "b");
    clock.nowMs += dayMs;
    await saveDeployment(store, "c");
    await saveDeployment(store, "d");
    clock.nowMs += 8 * dayMs;
    await store.tidy();
    expect(await left(store, [..."abcd"])).toBe("abd");
  });
}

function testIdleTime(open: OpenAged): void {
  test("what was idle for too long is deleted where there is room as well", async () => {
    const { store, clock } = await open({ ...retention, maxIdleMs: 30 * dayMs });
    await saveDeployment(store, "a");
    await saveDeployment(store, "b");
    await saveShare(store, "c");
    await saveShare(store, "d");
    await store.reportShare("c", "spam", clock.nowMs);
    clock.nowMs += 29 * dayMs;
    await left(store, ["b", "d"]);
    await store.tidy();
    clock.nowMs += 2 * dayMs;
    expect(await store.tidy()).toEqual({ deployments: 1, shares: 1, bytesLeft: 2_000 });
    expect(await left(store, [..."abcd"])).toBe("bd");
    expect(await store.listReports(10)).toEqual([]);
  });

  test("a tombstone is not deleted for its age: the reason stays", async () => {
    const { store, clock } = await open({ ...retention, maxIdleMs: dayMs });
    await saveShare(store, "a");
    await store.removeShare("a", "spam", clock.nowMs);
    clock.nowMs += 365 * dayMs;
    await store.tidy();
    expect(await store.saveShare({ id: "a", content: new Uint8Array(1), createdAtMs: 0, version: "1" })).toBe(
      "removed",
    );
  });

  test("what was used stays for the time to keep, to the millisecond", async () => {
    const { store, clock } = await open({ ...retention, maxIdleMs: dayMs });
    await saveDeployment(store, "a");
    clock.nowMs += 20 * dayMs;
    await store.loadDeployment("a");
    expect(await store.tidy()).toMatchObject({ deployments: 0 });
    clock.nowMs += 7 * dayMs;
    expect(await store.tidy()).toMatchObject({ deployments: 0 });
    clock.nowMs += 1;
    expect(await store.tidy()).toMatchObject({ deployments: 1, bytesLeft: 0 });
  });

  test("hundreds go in one tidying", async () => {
    const { store, clock } = await open({ maxBytes: 1_000_000, keepMs: dayMs, maxIdleMs: 2 * dayMs });
    for (let at = 0; at < 450; at++) await saveDeployment(store, `d${at}`, 10);
    clock.nowMs += 3 * dayMs;
    expect(await store.tidy()).toEqual({ deployments: 450, shares: 0, bytesLeft: 0 });
  });
}
