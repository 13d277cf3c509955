import type { StoreTrouble } from "#lib/failure-reasons.ts";
import { createLru } from "#lib/lru.ts";
import type { Store } from "#server/store/store.ts";
import { StoreError } from "#server/store/store-error.ts";
import type { CompiledDeployment } from "./compile-deployment.ts";
import { encodeArtefact } from "./deployment-artefact.ts";
import { type DeploymentContent, encodeContent } from "./deployment-content.ts";

type Deployment = { readonly id: string } & DeploymentContent & CompiledDeployment;

/** Which deployments were accepted: those in the store, and those that it could not take. */
export type SavedDeployments = {
  isAccepted(id: string): boolean;
  /** It was just read from the store. */
  noteSeen(id: string): void;
  /** Null when it is in the store, else what keeps it out. */
  save(deployment: Deployment): Promise<StoreTrouble | null>;
  /** Saves it even if it was there lately. */
  write(deployment: Deployment): Promise<StoreTrouble | null>;
  /** Tries again what could not be saved, until the first that fails again; `find` gives what is still in memory. */
  saveLate(find: (id: string) => Deployment | undefined): Promise<void>;
};

/** More than there is memory for in the library. */
const maxIds = 2_000;

/** In which what was saved is taken to be there still: a store deletes only what nobody used for days. */
const trustedMs = 3_600_000;

export function createSavedDeployments(
  store: Pick<Store, "saveDeployment" | "noteDeploymentUse">,
  nowMs: () => number,
): SavedDeployments {
  /** When it was last seen in the store, ms. */
  const seen = createLru<string, number>(maxIds);
  const unsaved = new Set<string>();

  function noteUnsaved(id: string): void {
    unsaved.delete(id);
    unsaved.add(id);
    const [oldest] = unsaved;
    if (oldest !== undefined && unsaved.size > maxIds) unsaved.delete(oldest);
  }

  async function write(deployment: Deployment): Promise<StoreTrouble | null> {
    const { id } = deployment;
    const content = encodeContent(deployment);
    const artefact = encodeArtefact(deployment);
    try {
      await store.saveDeployment({ id, content, createdAtMs: nowMs(), artefact });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      noteUnsaved(id);
      return error.trouble;
    }
    seen.set(id, nowMs());
    unsaved.delete(id);
    return null;
  }

  return {
    isAccepted: (id) => seen.get(id) !== undefined || unsaved.has(id),
    noteSeen: (id) => seen.set(id, nowMs()),
    write,
    async save(deployment) {
      const seenAtMs = seen.get(deployment.id);
      if (seenAtMs === undefined || nowMs() - seenAtMs >= trustedMs) return write(deployment);
      store.noteDeploymentUse(deployment.id);
      return null;
    },
    async saveLate(find) {
      for (const id of [...unsaved]) {
        const deployment = find(id);
        // Memory has let go of it: there is nothing left to save.
        if (deployment === undefined) unsaved.delete(id);
        // The others would fail alike.
        else if ((await write(deployment)) !== null) return;
      }
    },
  };
}
