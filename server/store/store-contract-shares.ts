import { describe, expect, test } from "vitest";
import type { OpenStore } from "./fresh-store.ts";
import type { NewShare } from "./store.ts";

const share = (id: string): NewShare => ({
  id,
  content: Uint8Array.of(0, 200, 255),
  createdAtMs: 1_795_000_000_123,
  version: "0.1.0",
});

export function describeShares(fresh: OpenStore): void {
  describe("shares", () => {
    test("what was shared is loaded byte for byte, with its version and time", async () => {
      const store = await fresh();
      expect(await store.saveShare(share("a"))).toBe("saved");
      expect(await store.loadShare("a")).toEqual({ kind: "kept", ...share("a") });
      expect(await store.loadShare("b")).toBeUndefined();
    });

    test("sharing the same again is known, and stays as it was first shared", async () => {
      const store = await fresh();
      await store.saveShare(share("a"));
      expect(await store.saveShare({ ...share("a"), createdAtMs: 9, version: "0.2.0" })).toBe("known");
      expect(await store.loadShare("a")).toEqual({ kind: "kept", ...share("a") });
    });

    test("of many who share the same at once one saves it", async () => {
      const store = await fresh();
      const answers = await Promise.all(Array.from({ length: 20 }, () => store.saveShare(share("a"))));
      expect(answers.filter((answer) => answer === "saved")).toHaveLength(1);
      expect(answers.filter((answer) => answer === "known")).toHaveLength(19);
    });

    test("a removed share says why, and cannot be shared again", async () => {
      const store = await fresh();
      await store.saveShare(share("a"));
      expect(await store.removeShare("a", "copyright", 1_795_000_000_999)).toBe(true);
      const stone = { kind: "removed", id: "a", reason: "copyright", removedAtMs: 1_795_000_000_999 };
      expect(await store.loadShare("a")).toEqual(stone);
      expect(await store.saveShare(share("a"))).toBe("removed");
      expect(await store.loadShare("a")).toEqual(stone);
    });

    test("what was never shared cannot be removed", async () => {
      const store = await fresh();
      expect(await store.removeShare("a", "spam", 1)).toBe(false);
      expect(await store.saveShare(share("a"))).toBe("saved");
    });

    test("complaints are counted by reason, the newest first", async () => {
      const store = await fresh();
      await store.saveShare(share("a"));
      await store.saveShare(share("b"));
      expect(await store.reportShare("a", "spam", 100)).toBe(true);
      await store.reportShare("b", "spam", 200);
      await store.reportShare("a", "harmful", 300);
      await store.reportShare("a", "spam", 400);
      expect(await store.listReports(10)).toEqual([
        { id: "a", reason: "spam", reports: 2, firstAtMs: 100, lastAtMs: 400 },
        { id: "a", reason: "harmful", reports: 1, firstAtMs: 300, lastAtMs: 300 },
        { id: "b", reason: "spam", reports: 1, firstAtMs: 200, lastAtMs: 200 },
      ]);
      expect(await store.listReports(1)).toHaveLength(1);
    });

    test("nobody complains of what is not there, and complaints go with the share", async () => {
      const store = await fresh();
      expect(await store.reportShare("a", "spam", 100)).toBe(false);
      await store.saveShare(share("a"));
      await store.reportShare("a", "spam", 200);
      await store.removeShare("a", "spam", 300);
      expect(await store.reportShare("a", "spam", 400)).toBe(false);
      expect(await store.listReports(10)).toEqual([]);
    });
  });
}
