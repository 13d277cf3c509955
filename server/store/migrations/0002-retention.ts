import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** When a deployment was last used and what it weighs, with an index that answers both questions of `tidy` alone. */
export const weighDeployments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ["used_at_ms", "bytes"]) {
      await db.schema
        .alterTable("deployment")
        .addColumn(name, "bigint", (column) => column.notNull().defaultTo(0))
        .execute();
    }
    await sql`update deployment set used_at_ms = created_at_ms, bytes = length(content) + length(artefact)`.execute(
      db,
    );
    await db.schema
      .createIndex("deployment_by_use")
      .on("deployment")
      .columns(["used_at_ms", "bytes"])
      .execute();
  },
};
