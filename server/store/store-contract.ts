import { afterEach, describe, expect, test } from "vitest";
import type { OpenStore } from "./fresh-store.ts";
import type { Store } from "./store.ts";
import { describeDeployments } from "./store-contract-deployments.ts";
import { describeRetention } from "./store-contract-retention.ts";
import { describeShares } from "./store-contract-shares.ts";

/** What every store promises; one suite for all of them. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store contract, ${name}`, () => {
    const opened: Store[] = [];
    const fresh: OpenStore = async (options) => {
      const store = await open(options);
      opened.push(store);
      return store;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    });

    describeDeployments(fresh);
    describeShares(fresh);
    describeRetention(fresh);

    test("check resolves while it is open and rejects afterwards", async () => {
      const store = await open();
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
      await expect(store.check()).rejects.toThrow();
    });
  });
}
