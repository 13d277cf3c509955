import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { impatientPool } from "./impatient-pool.ts";
import { createKyselyStore, type StoreOptions } from "./kysely-store.ts";
import { migrate } from "./migrate.ts";
import { migrationsWith } from "./migrations/index.ts";
import { readPostgresFailure } from "./read-postgres-failure.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { toStoreError } from "./to-store-error.ts";

/** A visitor waits for these. */
const bounds = {
  max: 8,
  /** For a new one, and for one of the eight to be free. */
  connectionTimeoutMillis: 4_000,
  lock_timeout: 2_000,
  statement_timeout: 3_000,
  /** Ours, for a server that says nothing any more: above the server's own. */
  query_timeout: 4_000,
  idleTimeoutMillis: 60_000,
  keepAlive: true,
};

/**
 * Opens the database that the address names, `postgres://user:password@host:5432/name`, and brings its tables up to date.
 * Several processes may do so at once: one after the other migrates.
 */
export async function openPostgresStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const connection = { connectionString: url, application_name: "rpc-playground", types: numbers() };
  try {
    await migrateAlone(connection);
    const db = open({ ...connection, ...bounds });
    return await createKyselyStore(
      { db, readFailure: readPostgresFailure, durably: (work) => work(db) },
      options,
    ).catch(async (error) => {
      await db.destroy();
      throw error;
    });
  } catch (error) {
    throw toStoreError(error, readPostgresFailure);
  }
}

/** Kysely takes an advisory lock; whoever waits for another's migration needs more time than a visitor has. */
async function migrateAlone(connection: pg.PoolConfig): Promise<void> {
  const { connectionTimeoutMillis } = bounds;
  const db = open({ ...connection, connectionTimeoutMillis, max: 1 });
  try {
    await migrate(db, migrationsWith("bytea"));
  } finally {
    await db.destroy();
  }
}

function open(config: pg.PoolConfig): Kysely<Tables> {
  const pool = new pg.Pool(config);
  // A connection that breaks: who asked on it is told by the query, and the pool lets go of it. Unheard, either event
  // would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: impatientPool(pool) }) });
}

/** Sums and times are below 2^53; pg would give them as text. */
function numbers(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  for (const type of [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]) types.setTypeParser(type, Number);
  return types;
}
