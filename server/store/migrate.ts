import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";

/** Brings the tables up to date. The caller sees to it that nobody else does at the same time, where Kysely does not. */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  migrations: Record<string, Migration>,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
