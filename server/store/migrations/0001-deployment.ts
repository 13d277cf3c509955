import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";

export const createDeployment: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("deployment")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("content", "blob", (column) => column.notNull())
      .addColumn("created_at_ms", "bigint", (column) => column.notNull())
      .addColumn("artefact_format", "text", (column) => column.notNull())
      .addColumn("artefact", "blob", (column) => column.notNull())
      .execute();
  },
};
