import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { BytesType } from "./bytes-type.ts";

/** A share that was removed keeps its row without content, so that its id says why and stays taken. */
export const createShare = (bytes: BytesType): Migration => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("share")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("content", bytes)
      .addColumn("version", "text", (column) => column.notNull())
      .addColumn("created_at_ms", "bigint", (column) => column.notNull())
      .addColumn("used_at_ms", "bigint", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("removed_at_ms", "bigint")
      .addColumn("removed_reason", "text")
      .execute();
    await db.schema.createIndex("share_by_use").on("share").columns(["used_at_ms", "bytes"]).execute();
    await db.schema
      .createTable("share_report")
      .addColumn("share_id", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("reports", "integer", (column) => column.notNull())
      .addColumn("first_at_ms", "bigint", (column) => column.notNull())
      .addColumn("last_at_ms", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("share_report_key", ["share_id", "reason"])
      .execute();
  },
});
