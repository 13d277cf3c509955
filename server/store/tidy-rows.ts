import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Retention, Tidied } from "./store.ts";
import type { Tables } from "./tables.ts";

export type Kind = "deployment" | "share";

/** In the order in which they go. */
export const kinds: readonly Kind[] = ["deployment", "share"];

type Row = { readonly id: string; readonly bytes: number };

/** Rows of one statement: SQLite works in this thread, and others want their turn in between. */
const batch = 200;

/** Of the cap, what tidying leaves free so that saving goes on until the next time. */
const roomShare = 0.1;

/** Of all that is there. */
export async function countBytes(db: Kysely<Tables>): Promise<number> {
  const sums = await Promise.all(
    kinds.map((kind) =>
      db
        .selectFrom(kind)
        .select(({ fn, val }) => fn.coalesce(fn.sum("bytes"), val(0)).as("bytes"))
        .executeTakeFirstOrThrow(),
    ),
  );
  return sums.reduce((sum, { bytes }) => sum + Number(bytes), 0);
}

export async function noteUse(
  db: Kysely<Tables>,
  kind: Kind,
  ids: readonly string[],
  atMs: number,
): Promise<void> {
  for (let at = 0; at < ids.length; at += batch) {
    await db
      .updateTable(kind)
      .set({ used_at_ms: atMs })
      .where("id", "in", ids.slice(at, at + batch))
      .where("used_at_ms", "<", atMs)
      .execute();
    await nextTurn();
  }
}

/**
 * What was idle for too long goes; then, while there is more than the cap less a tenth, what was idle for longest:
 * deployments first, which running the same code again brings back, and shares last, which somebody's link names.
 */
export async function tidyRows(
  db: Kysely<Tables>,
  { maxBytes, keepMs, maxIdleMs }: Retention,
  nowMs: number,
): Promise<Tidied> {
  const gone = { deployment: 0, share: 0 };
  if (maxIdleMs !== null) {
    const idleSince = nowMs - Math.max(maxIdleMs, keepMs);
    for (const kind of kinds) gone[kind] += (await deleteIdle(db, kind, idleSince, Infinity)).rows;
  }
  let bytesLeft = await countBytes(db);
  for (const kind of kinds) {
    const tooMuch = bytesLeft - maxBytes * (1 - roomShare);
    const { rows, bytes } = await deleteIdle(db, kind, nowMs - keepMs, tooMuch);
    gone[kind] += rows;
    bytesLeft -= bytes;
  }
  return { deployments: gone.deployment, shares: gone.share, bytesLeft };
}

/** The longest idle first, until `bytes` are freed or the rest was used since. */
async function deleteIdle(db: Kysely<Tables>, kind: Kind, idleSinceMs: number, bytes: number) {
  const freed = { rows: 0, bytes: 0 };
  while (freed.bytes < bytes) {
    const idle: readonly Row[] = await db
      .selectFrom(kind)
      .select(["id", "bytes"])
      .where("used_at_ms", "<", idleSinceMs)
      .where("bytes", ">", 0)
      .orderBy("used_at_ms")
      .orderBy("id")
      .limit(batch)
      .execute();
    const rows = untilEnough(idle, bytes - freed.bytes);
    if (rows.length === 0) break;
    const ids = rows.map(({ id }) => id);
    // Once more the time: it may have been used since it was looked at.
    await db.deleteFrom(kind).where("id", "in", ids).where("used_at_ms", "<", idleSinceMs).execute();
    if (kind === "share") await db.deleteFrom("share_report").where("share_id", "in", ids).execute();
    freed.rows += rows.length;
    freed.bytes += rows.reduce((sum, row) => sum + row.bytes, 0);
    await nextTurn();
  }
  return freed;
}

function untilEnough(rows: readonly Row[], bytes: number): readonly Row[] {
  let freed = 0;
  const enough = rows.findIndex((row) => {
    freed += row.bytes;
    return freed >= bytes;
  });
  return enough === -1 ? rows : rows.slice(0, enough + 1);
}
