import { create } from "@bufbuild/protobuf";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SettingsSchema } from "#lib/gen/playground/v1/deployment_pb.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";
import { createSavedDeployments, type SavedDeployments } from "./saved-deployments.ts";

const dayMs = 86_400_000;
const deployment = (id: string, bytes = 10) => ({
  ...{ id, files: [], settings: create(SettingsSchema), scope: "", services: [], warnings: [] },
  descriptorSet: new Uint8Array(bytes),
  program: { entry: "server.ts", modules: [] },
});

describe("saved deployments", () => {
  let store: Store;
  let saved: SavedDeployments;
  let now = 0;
  beforeEach(async () => {
    now = 1_795_000_000_000;
    const retention = { maxBytes: 5_000, keepMs: dayMs, maxIdleMs: null };
    store = await openSqliteStore(":memory:", { retention, nowMs: () => now });
    saved = createSavedDeployments(store, () => now);
  });
  afterEach(() => store.close());

  test("what the store takes is accepted", async () => {
    expect(saved.isAccepted("a")).toBe(false);
    expect(await saved.save(deployment("a"))).toBeNull();
    expect(saved.isAccepted("a")).toBe(true);
    expect(await store.loadDeployment("a")).toBeDefined();
  });

  test("what it cannot take is accepted too, and saved when there is room", async () => {
    expect(await saved.save(deployment("a", 3_000))).toBeNull();
    expect(await saved.save(deployment("b", 3_000))).toBe("full");
    expect(saved.isAccepted("b")).toBe(true);
    await saved.saveLate(() => deployment("b", 3_000));
    expect(await store.loadDeployment("b")).toBeUndefined();
    now += 2 * dayMs;
    expect(await store.tidy()).toMatchObject({ deployments: 0 });
    await saved.write(deployment("c", 500));
    now += 2 * dayMs;
    expect(await store.tidy()).toMatchObject({ deployments: 1 });
    await saved.saveLate(() => deployment("b", 3_000));
    expect(await store.loadDeployment("b")).toBeDefined();
  });

  test("what memory has let go of is no longer waited for", async () => {
    await saved.save(deployment("a", 9_000));
    await saved.saveLate(() => undefined);
    expect(saved.isAccepted("a")).toBe(false);
  });

  test("one that never fits does not keep the others out", async () => {
    await saved.save(deployment("filler", 1_000));
    await saved.save(deployment("large", 9_000));
    await saved.save(deployment("b", 3_000));
    const find = (id: string) => deployment(id, id === "large" ? 9_000 : 100);
    await saved.saveLate(find);
    await saved.saveLate(find);
    expect(await store.loadDeployment("b")).toBeDefined();
    expect(await store.loadDeployment("large")).toBeUndefined();
  });

  test("what was saved days ago is saved again, should the store have let go of it", async () => {
    const retention = { maxBytes: 5_000, keepMs: dayMs, maxIdleMs: dayMs };
    const forgetful = await openSqliteStore(":memory:", { retention, nowMs: () => now });
    const remembered = createSavedDeployments(forgetful, () => now);
    await remembered.save(deployment("a"));
    now += 2 * dayMs;
    expect(await forgetful.tidy()).toMatchObject({ deployments: 1 });
    expect(await remembered.save(deployment("a"))).toBeNull();
    expect(await forgetful.loadDeployment("a")).toBeDefined();
    await forgetful.close();
  });
});
