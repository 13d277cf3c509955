import type { Kysely } from "kysely";
import type { StoredDeployment } from "./store.ts";
import type { Tables } from "./tables.ts";

/** What a deployment weighs. */
export function deploymentBytes({ content, artefact }: StoredDeployment): number {
  return content.length + artefact.bytes.length;
}

export async function saveDeployment(
  db: Kysely<Tables>,
  deployment: StoredDeployment,
  usedAtMs: number,
): Promise<void> {
  const { id, content, createdAtMs, artefact } = deployment;
  const derived = {
    artefact_format: artefact.format,
    artefact: artefact.bytes,
    bytes: deploymentBytes(deployment),
    used_at_ms: usedAtMs,
  };
  await db
    .insertInto("deployment")
    .values({ id, content, created_at_ms: createdAtMs, ...derived })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(derived))
    .execute();
}

export async function loadDeployment(db: Kysely<Tables>, id: string): Promise<StoredDeployment | undefined> {
  const row = await db.selectFrom("deployment").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    content: ownBytes(row.content),
    createdAtMs: row.created_at_ms,
    artefact: { format: row.artefact_format, bytes: ownBytes(row.artefact) },
  };
}

/** A driver's bytes may be a window on a larger buffer, which would live as long as they. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array && bytes.length === bytes.buffer.byteLength
    ? bytes
    : Uint8Array.from(bytes);
}
