import { type Dialect, Kysely, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "./migrations/index.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";

/** Opens the store in any database that Kysely speaks, and brings its tables up to date first. */
export async function openKyselyStore(dialect: Dialect): Promise<Store> {
  const db = new Kysely<Tables>({ dialect });
  await migrate(db);
  return {
    async saveDeployment({ id, content, createdAtMs, artefact }) {
      const derived = { artefact_format: artefact.format, artefact: artefact.bytes };
      await db
        .insertInto("deployment")
        .values({ id, content, created_at_ms: createdAtMs, ...derived })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(derived))
        .execute();
    },

    async loadDeployment(id) {
      const row = await db.selectFrom("deployment").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        id: row.id,
        content: row.content,
        createdAtMs: row.created_at_ms,
        artefact: { format: row.artefact_format, bytes: row.artefact },
      };
    },

    async check() {
      await sql`select 1`.execute(db);
    },

    close: () => db.destroy(),
  };
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  await db.destroy();
  throw error;
}
