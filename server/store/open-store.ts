import { join } from "node:path";
import type { StoreOptions } from "./kysely-store.ts";
import { openPostgresStore } from "./open-postgres-store.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import type { Store } from "./store.ts";

export type StorePlace = {
  /** Folder of the SQLite file; made on the first start. */
  readonly dataDir: string;
  /** PostgreSQL's instead, unless it is null. */
  readonly databaseUrl: string | null;
};

/** Opens the one store of an installation; the caller closes it. */
export function openStore({ dataDir, databaseUrl }: StorePlace, options: StoreOptions = {}): Promise<Store> {
  return databaseUrl === null
    ? openSqliteStore(join(dataDir, "playground.sqlite"), options)
    : openPostgresStore(databaseUrl, options);
}
