import { describe, expect, test } from "vitest";
import { HealthState } from "./gateway/standard/health-state.ts";
import { createReadinessBoard } from "./readiness.ts";
import { StoreError } from "./store/store-error.ts";

const sandboxStatus = () => ({ live: 1, warm: 2, walls: { isolate: true } });
const boardWith = (checkStore: () => Promise<void>) =>
  createReadinessBoard({ sandboxStatus, checkStore, health: new HealthState() });

describe("the readiness board", () => {
  test("names the store's trouble, and is ready all the same", async () => {
    const board = boardWith(() => Promise.reject(new StoreError("full")));
    expect(await board.read()).toMatchObject({ ready: true, missing: [], store: "full" });
  });

  test("a store that says nothing is unreachable, and holds no probe up", async () => {
    const board = boardWith(() => new Promise(() => {}));
    expect(await board.read()).toMatchObject({ ready: true, store: "unreachable" });
  });

  test("is ready when every part has come, and not while one is missing", async () => {
    const board = boardWith(async () => {});
    board.add("pages");
    board.add("sandbox");
    board.remove("pages");
    expect(await board.read()).toMatchObject({ ready: false, missing: ["sandbox"], store: "ok" });
    board.remove("sandbox");
    expect(await board.read()).toMatchObject({ ready: true, missing: [] });
  });
});
