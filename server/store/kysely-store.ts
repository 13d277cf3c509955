import { sql } from "kysely";
import type { Database } from "./database.ts";
import { deploymentBytes, loadDeployment, saveDeployment } from "./deployment-rows.ts";
import { createPatientDatabase } from "./patient-database.ts";
import { knownAs, listReports, loadShare, removeShare, reportShare, saveShare } from "./share-rows.ts";
import { createSpace } from "./space.ts";
import { keepEverything, type NewShare, type Retention, type Store, type StoredDeployment } from "./store.ts";
import { countBytes, tidyRows } from "./tidy-rows.ts";
import { createUsedIds } from "./used-ids.ts";

export type StoreOptions = {
  /** Without it everything is kept. */
  readonly retention?: Retention;
  /** Wall clock, ms. */
  readonly nowMs?: () => number;
};

/** The store in any database that Kysely speaks and whose tables are up to date; closes it with itself. */
export async function createKyselyStore(
  { db, readFailure, durably }: Database,
  { retention = keepEverything, nowMs = Date.now }: StoreOptions = {},
): Promise<Store> {
  const { read, write, lastFailure } = createPatientDatabase(readFailure, nowMs);
  const used = createUsedIds(db, nowMs);
  const space = createSpace(retention.maxBytes, await read(() => countBytes(db)));

  async function findDeployment(id: string) {
    const deployment = await loadDeployment(db, id);
    if (deployment !== undefined) used.note("deployment", id);
    return deployment;
  }

  async function findShare(id: string) {
    const share = await loadShare(db, id);
    if (share?.kind === "kept") used.note("share", id);
    return share;
  }

  async function addDeployment(deployment: StoredDeployment): Promise<void> {
    const isThere = async () => ((await findDeployment(deployment.id)) === undefined ? undefined : true);
    await space.add(deploymentBytes(deployment), isThere, async () => {
      await saveDeployment(db, deployment, nowMs());
      return true;
    });
  }

  function addShare(share: NewShare): Promise<"saved" | "known" | "removed"> {
    const there = async () => {
      const found = await findShare(share.id);
      return found === undefined ? undefined : knownAs(found);
    };
    const save = () => durably((one) => saveShare(one, share, nowMs()));
    return space.add<"saved" | "known" | "removed">(share.content.length, there, save);
  }

  return {
    saveDeployment: (deployment) => write(() => addDeployment(deployment)),
    loadDeployment: (id) => read(() => findDeployment(id)),
    noteDeploymentUse: (id) => used.note("deployment", id),
    saveShare: (share) => write(() => addShare(share)),
    loadShare: (id) => read(() => findShare(id)),
    removeShare: (id, reason, atMs) => write(() => durably((one) => removeShare(one, id, reason, atMs))),
    reportShare: (id, reason, atMs) => write(() => reportShare(db, id, reason, atMs)),
    listReports: (limit) => read(() => listReports(db, limit)),

    async tidy() {
      if (!used.isEmpty()) await write(used.write);
      const tidied = await read(() => tidyRows(db, retention, nowMs()));
      space.set(tidied.bytesLeft);
      return tidied;
    },

    async check() {
      await read(() => sql`select 1`.execute(db));
      const failure = lastFailure();
      if (failure !== null) throw failure;
    },

    async close() {
      // What was used is worth a try, and not worth failing for.
      await used.write().catch(() => {});
      await db.destroy();
    },
  };
}
