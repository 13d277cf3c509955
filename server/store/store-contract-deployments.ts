import { describe, expect, test } from "vitest";
import type { OpenStore } from "./fresh-store.ts";
import type { StoredDeployment } from "./store.ts";

const deployment = (id: string): StoredDeployment => ({
  id,
  content: Uint8Array.of(0, 1, 255),
  createdAtMs: 1_795_000_000_123,
  artefact: { format: "f1", bytes: new TextEncoder().encode("你好") },
});

export function describeDeployments(fresh: OpenStore): void {
  describe("deployments", () => {
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

    test("many who save the same at once all succeed", async () => {
      const store = await fresh();
      await Promise.all(Array.from({ length: 20 }, () => store.saveDeployment(deployment("a"))));
      expect(await store.loadDeployment("a")).toEqual(deployment("a"));
    });

    test("a megabyte comes back whole", async () => {
      const store = await fresh();
      const content = new Uint8Array(1024 * 1024).map((_, index) => index % 251);
      await store.saveDeployment({ ...deployment("big"), content });
      const loaded = (await store.loadDeployment("big"))?.content ?? new Uint8Array();
      expect(Buffer.compare(loaded, content)).toBe(0);
    });
  });
}
