import type { Log } from "#server/log.ts";
import type { Store } from "./store.ts";

/** Several instances on one database shall not all begin at once. */
const everyMs = { least: 8 * 60_000, most: 12 * 60_000 };

/**
 * Tidies the store now and every ten minutes or so, and says in the log what went. What fails is tried the next time.
 * The function it returns ends it; a tidying under way comes to its end by itself.
 */
export function startRetention(store: Pick<Store, "tidy">, log: Log, random: () => number): () => void {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  async function tidy(): Promise<void> {
    try {
      const { deployments, shares, bytesLeft } = await store.tidy();
      if (deployments + shares > 0) log.info("the store was tidied", { deployments, shares, bytesLeft });
    } catch (error) {
      if (!ended) log.warn("the store could not be tidied", { error });
    }
    if (!ended) timer = setTimeout(tidy, everyMs.least + random() * (everyMs.most - everyMs.least)).unref();
  }

  void tidy();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
