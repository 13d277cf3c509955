import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { BytesType } from "./bytes-type.ts";

export const createDeployment = (bytes: BytesType): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("deployment")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("content", bytes, (column) => column.notNull())
      .addColumn("created_at_ms", "bigint", (column) => column.notNull())
      .addColumn("artefact_format", "text", (column) => column.notNull())
      .addColumn("artefact", bytes, (column) => column.notNull())
      .execute();
  },
});
