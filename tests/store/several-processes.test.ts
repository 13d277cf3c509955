import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";
import { findLost, type StoreProcess, spawnStore } from "./spawn-store.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-processes-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Six that begin at once, on tables that nobody has made yet. */
async function startSix(target: string): Promise<readonly StoreProcess[]> {
  const six = Array.from({ length: 6 }, (_, at) => spawnStore(target, `p${at}`, 5));
  await Promise.all(six.map(({ ready }) => ready));
  for (const one of six) one.go();
  for (const one of six) expect([await one.ended, one.errors.join("")]).toEqual([0, ""]);
  return six;
}

async function expectAll(six: readonly StoreProcess[], store: Store): Promise<void> {
  const lines = six.flatMap((one) => one.lines);
  expect(lines.filter((line) => line === "done")).toHaveLength(6);
  expect(lines.filter((line) => line.includes("-"))).toHaveLength(30);
  expect(await findLost(store, lines)).toEqual([]);
  await store.close();
}

const names = ["0001-deployment", "0002-retention", "0003-share"];
const madeBy = "select name from kysely_migration order by name";

describe("six processes that start at once", () => {
  test.each([1, 2])(
    "make the tables of an SQLite file once, and all write (%d)",
    async (round) => {
      const file = join(folder, `started-${round}.sqlite`);
      const six = await startSix(file);
      const database = new DatabaseSync(file);
      expect(
        database
          .prepare(madeBy)
          .all()
          .map(({ name }) => name),
      ).toEqual(names);
      database.close();
      await expectAll(six, await openSqliteStore(file));
    },
    90_000,
  );
});

const { programs, reason } = findPostgres();

describe.skipIf(reason !== undefined)(reason ?? "six processes that start at once, on PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  test.each([1, 2])(
    "make the tables once, and all write (%d)",
    async () => {
      const url = await server.createDatabase();
      const six = await startSix(url);
      expect((await server.query(url, madeBy)).map(({ name }) => name)).toEqual(names);
      await expectAll(six, await openPostgresStore(url));
    },
    90_000,
  );
});
