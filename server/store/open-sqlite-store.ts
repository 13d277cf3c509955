import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from "kysely";
import type { Database } from "./database.ts";
import { createKyselyStore, type StoreOptions } from "./kysely-store.ts";
import { migrate } from "./migrate.ts";
import { migrationsWith } from "./migrations/index.ts";
import { readSqliteFailure } from "./read-sqlite-failure.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { toStoreError } from "./to-store-error.ts";

/**
 * Opens (and on the first start creates) the file, or `:memory:`, and brings its tables up to date. Several processes may
 * do so at once: one after the other migrates.
 */
export async function openSqliteStore(file: string, options: StoreOptions = {}): Promise<Store> {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(database) }) });
  try {
    await whenFree(() => database.exec("pragma journal_mode = wal"));
    database.exec("pragma synchronous = normal");
    await whenFree(() => database.exec("begin immediate"));
    await migrate(db, migrationsWith("blob"));
    database.exec("commit");
    return await createKyselyStore({ db, readFailure: readSqliteFailure, durably: durablyWith(db) }, options);
  } catch (error) {
    database.close();
    throw toStoreError(error, readSqliteFailure);
  }
}

/** How long SQLite itself waits, and this whole process with it; for longer, a patient database asks again. */
const busyMs = 20;

/** Others may be migrating the same file; and of two who turn it to a log at once, one is told so without any wait. */
async function whenFree(work: () => void): Promise<void> {
  for (let left = 300; ; left--) {
    try {
      return work();
    } catch (error) {
      if (left === 0 || readSqliteFailure(error)?.trouble !== "locked") throw error;
      await delay(50);
    }
  }
}

/**
 * With a log ahead and `normal`, a commit survives the end of the process, and `full` also that of the machine: it waits
 * for the disk, some ms in which no other visitor's call goes on. Whoever runs code again brings a deployment back; a
 * share is worth the wait. Kysely lends the one connection to one at a time, so nobody else's commit is meant.
 */
function durablyWith(db: Kysely<Tables>): Database["durably"] {
  return (work) =>
    db.connection().execute(async (only) => {
      await sql`pragma synchronous = full`.execute(only);
      try {
        return await work(only);
      } finally {
        await sql`pragma synchronous = normal`.execute(only);
      }
    });
}

/** The shape that Kysely's SQLite dialect drives. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = database.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...values.map(toSql)),
        run: (values) => statement.run(...values.map(toSql)),
        iterate: (values) => statement.iterate(...values.map(toSql)),
      };
    },
  };
}

/** SQLite has neither booleans nor undefined. */
function toSql(value: unknown): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" || typeof value === "string" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot hold ${typeof value}`);
}
