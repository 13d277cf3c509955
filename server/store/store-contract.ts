import { afterEach, describe, expect, test } from "vitest";
import type { Store, StoredDeployment } from "./store.ts";

/** What every store promises; one suite for all of them. `open` gives a fresh, empty store each time. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store contract, ${name}`, () => {
    const opened: Store[] = [];
    const fresh = async () => {
      const store = await open();
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    });

    const deployment = (id: string): StoredDeployment => ({
      id,
      content: Uint8Array.of(0, 1, 255),
      createdAtMs: 1_795_000_000_123,
      artefact: { format: "f1", bytes: new TextEncoder().encode("你好") },
    });

    test("what was saved is loaded byte for byte", async () => {
      const store = await fresh();
      await store.saveDeployment(deployment("a"));
      expect(await store.loadDeployment("a")).toEqual(deployment("a"));
    });

    test("an id that was never saved is undefined", async () => {
      const store = await fresh();
      expect(await store.loadDeployment("nobody")).toBeUndefined();
    });

    test("an id is text and never a query", async () => {
      const store = await fresh();
      await store.saveDeployment(deployment("a"));
      expect(await store.loadDeployment("' or 1=1 --")).toBeUndefined();
      expect(await store.loadDeployment("%")).toBeUndefined();
    });

    test("saving again keeps content and time, and replaces the artefact", async () => {
      const store = await fresh();
      await store.saveDeployment(deployment("a"));
      const artefact = { format: "f2", bytes: Uint8Array.of(9) };
      await store.saveDeployment({ ...deployment("a"), createdAtMs: 5, content: Uint8Array.of(7), artefact });
      expect(await store.loadDeployment("a")).toEqual({ ...deployment("a"), artefact });
    });

    test("deployments do not mix", async () => {
      const store = await fresh();
      await Promise.all(["a", "b", "c"].map((id) => store.saveDeployment(deployment(id))));
      expect((await store.loadDeployment("b"))?.id).toBe("b");
    });

    test("a megabyte comes back whole", async () => {
      const store = await fresh();
      const content = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
      await store.saveDeployment({ ...deployment("big"), content });
      expect(Buffer.compare((await store.loadDeployment("big"))?.content ?? new Uint8Array(), content)).toBe(
        0,
      );
    });

    test("check resolves while it is open and rejects afterwards", async () => {
      const store = await open();
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
      await expect(store.check()).rejects.toThrow();
    });
  });
}
