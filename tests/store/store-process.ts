import { once } from "node:events";
import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import { StoreError } from "#server/store/store-error.ts";

/**
 * A process of its own on a store, to be started and killed by tests: `node store-process.ts <file or address> <name>
 * <writes>`. Says `ready`, waits for a line, opens the store, and saves shares and deployments by turns, each as long as
 * the store is unreachable; says the id of each that was acknowledged, and `done` at the end.
 */
const [target = "", name = "", writes = "0"] = process.argv.slice(2);
const say = (line: string) => void writeSync(1, `${line}\n`);

say("ready");
await once(process.stdin, "data");
const store = await (target.startsWith("postgres:") ? openPostgresStore(target) : openSqliteStore(target));

/** Told by its id, so that a reader knows what must be there. */
const contentOf = (id: string) => new TextEncoder().encode(`content of ${id}`);

async function save(at: number): Promise<void> {
  const kind = at % 2 === 0 ? "share" : "deployment";
  const id = `${kind}-${name}-${at}`;
  const [content, createdAtMs] = [contentOf(id), 1];
  const artefact = { format: "f", bytes: new Uint8Array(0) };
  const write = () =>
    kind === "share"
      ? store.saveShare({ id, content, createdAtMs, version: "0.1.0" })
      : store.saveDeployment({ id, content, createdAtMs, artefact });
  for (;;) {
    try {
      await write();
      return say(id);
    } catch (error) {
      if (!(error instanceof StoreError && error.trouble === "unreachable")) throw error;
      await delay(50);
    }
  }
}

/** A few under way at a time, as visitors would have them. */
let next = 0;
await Promise.all(
  Array.from({ length: 4 }, async () => {
    while (next < Number(writes)) {
      next += 1;
      await save(next - 1);
    }
  }),
);
await store.close();
say("done");
process.exit(0);
