import { type Kysely, sql } from "kysely";
import { ownBytes } from "./deployment-rows.ts";
import type { NewShare, RemovedShare, ShareReport, StoredShare } from "./store.ts";
import type { Tables } from "./tables.ts";

export async function saveShare(
  db: Kysely<Tables>,
  { id, content, createdAtMs, version }: NewShare,
  usedAtMs: number,
): Promise<"saved" | "known" | "removed"> {
  for (;;) {
    const made = await db
      .insertInto("share")
      .values({
        ...{ id, content, version, created_at_ms: createdAtMs, used_at_ms: usedAtMs, bytes: content.length },
        ...{ removed_at_ms: null, removed_reason: null },
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made !== undefined) return "saved";
    const there = await loadShare(db, id);
    // Undefined: it was tidied away between the two questions.
    if (there !== undefined) return knownAs(there);
  }
}

/** What saving it again says. */
export function knownAs({ kind }: StoredShare | RemovedShare): "known" | "removed" {
  return kind === "kept" ? "known" : "removed";
}

export async function loadShare(
  db: Kysely<Tables>,
  id: string,
): Promise<StoredShare | RemovedShare | undefined> {
  const row = await db.selectFrom("share").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { content, version } = row;
  if (content === null) {
    return { kind: "removed", id, reason: row.removed_reason ?? "", removedAtMs: row.removed_at_ms ?? 0 };
  }
  return { kind: "kept", id, content: ownBytes(content), createdAtMs: row.created_at_ms, version };
}

export async function removeShare(
  db: Kysely<Tables>,
  id: string,
  reason: string,
  atMs: number,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable("share")
      .set({ content: null, bytes: 0, removed_at_ms: atMs, removed_reason: reason })
      .where("id", "=", id)
      .executeTakeFirst();
    await transaction.deleteFrom("share_report").where("share_id", "=", id).execute();
    return numUpdatedRows > 0n;
  });
}

export async function reportShare(
  db: Kysely<Tables>,
  id: string,
  reason: string,
  atMs: number,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("share_report")
    .columns(["share_id", "reason", "reports", "first_at_ms", "last_at_ms"])
    .expression((from) =>
      from
        .selectFrom("share")
        .select(({ ref, val }) => [
          ref("id").as("share_id"),
          sql<string>`cast(${val(reason)} as text)`.as("reason"),
          sql<number>`1`.as("reports"),
          sql<number>`cast(${val(atMs)} as bigint)`.as("first_at_ms"),
          sql<number>`cast(${val(atMs)} as bigint)`.as("last_at_ms"),
        ])
        .where("id", "=", id)
        .where("content", "is not", null),
    )
    .onConflict((conflict) =>
      conflict.columns(["share_id", "reason"]).doUpdateSet({
        reports: sql`share_report.reports + 1`,
        last_at_ms: sql`excluded.last_at_ms`,
      }),
    )
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function listReports(db: Kysely<Tables>, limit: number): Promise<readonly ShareReport[]> {
  const rows = await db
    .selectFrom("share_report")
    .selectAll()
    .orderBy("last_at_ms", "desc")
    .orderBy("share_id")
    .orderBy("reason")
    .limit(limit)
    .execute();
  return rows.map(({ share_id: id, reason, reports, first_at_ms: firstAtMs, last_at_ms: lastAtMs }) => ({
    ...{ id, reason, reports, firstAtMs, lastAtMs },
  }));
}
