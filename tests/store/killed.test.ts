import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";
import { findLost, type StoreProcess, spawnStore } from "./spawn-store.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-killed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kills it with -9 after that many of a thousand writes. */
async function killAfter(writer: StoreProcess, writes: number): Promise<void> {
  await writer.ready;
  writer.go();
  await writer.until(writes);
  writer.kill();
  expect(await writer.ended, writer.errors.join("")).toBeNull();
  expect(writer.lines).not.toContain("done");
  expect(writer.lines.length).toBeGreaterThanOrEqual(writes);
}

describe("kill -9 in the middle of a thousand writes", () => {
  test.each([3, 250, 700])(
    "loses none that SQLite acknowledged, after %d",
    async (writes) => {
      const file = join(folder, `killed-${writes}.sqlite`);
      const writer = spawnStore(file, "w", 1_000);
      await killAfter(writer, writes);
      const store = await openSqliteStore(file);
      expect(await findLost(store, writer.lines)).toEqual([]);
      await expect(store.check()).resolves.toBeUndefined();
      await store.close();
    },
    90_000,
  );
});

const { programs, reason } = findPostgres();

describe.skipIf(reason !== undefined)(reason ?? "kill -9 with PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  test.each([3, 700])(
    "of our process loses no acknowledged write, after %d",
    async (writes) => {
      const url = await server.createDatabase();
      const writer = spawnStore(url, "w", 1_000);
      await killAfter(writer, writes);
      const store = await openPostgresStore(url);
      expect(await findLost(store, writer.lines)).toEqual([]);
      await store.close();
    },
    90_000,
  );

  const backendsOf = async (url: string) => {
    const asked = "select pid from pg_stat_activity where application_name = 'rpc-playground'";
    return (await server.query(url, asked)).map(({ pid }) => Number(pid));
  };

  test("of a connection's process, from which the server recovers, loses no acknowledged write", async () => {
    const url = await server.createDatabase();
    const writer = spawnStore(url, "w", 1_000);
    await writer.ready;
    writer.go();
    await writer.until(400);
    const [backend] = await backendsOf(url);
    if (backend === undefined) throw new Error("the writer has no connection");
    process.kill(backend, "SIGKILL");
    expect([await writer.ended, writer.errors.join("")]).toEqual([0, ""]);
    const store = await openPostgresStore(url);
    expect(writer.lines).toHaveLength(1_002);
    expect(await findLost(store, writer.lines)).toEqual([]);
    await store.close();
  }, 90_000);

  test("connections that an operator ends are not even noticed by who writes", async () => {
    const url = await server.createDatabase();
    const store = await openPostgresStore(url);
    for (let at = 0; at < 50; at++) {
      if (at % 10 === 5) {
        for (const pid of await backendsOf(url))
          await server.query(url, `select pg_terminate_backend(${pid})`);
      }
      const share = { id: `s${at}`, content: Uint8Array.of(at), createdAtMs: at, version: "0.1.0" };
      expect(await store.saveShare(share)).toBe("saved");
    }
    await store.close();
  }, 90_000);

  test("of the whole server loses no acknowledged write, and writing goes on when it is back", async () => {
    const url = await server.createDatabase();
    const writer = spawnStore(url, "w", 1_000);
    await writer.ready;
    writer.go();
    await writer.until(400);
    await server.kill();
    const before = [...writer.lines];
    await server.start();
    const store = await openPostgresStore(url);
    expect(await findLost(store, before)).toEqual([]);
    expect([await writer.ended, writer.errors.join("")]).toEqual([0, ""]);
    expect(writer.lines).toHaveLength(1_002);
    expect(await findLost(store, writer.lines)).toEqual([]);
    await store.close();
  }, 90_000);
});
