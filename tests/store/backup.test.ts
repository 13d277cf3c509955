import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import type { Store } from "#server/store/store.ts";
import { whyMissing } from "../clients/debian.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hosting = readFileSync(new URL("../../docs/hosting.md", import.meta.url), "utf8").split("\n");

/** The one line of docs/hosting.md that begins so. */
function documented(start: string): string {
  const [line, more] = hosting.filter((one) => one.startsWith(start));
  if (line === undefined || more !== undefined) throw new Error(`docs/hosting.md has not one line ${start}`);
  return line;
}

/** As whoever reads it would type it, in a folder with `data` in it. */
function type(command: string, cwd: string, environment: Readonly<Record<string, string>> = {}): void {
  execFileSync("/bin/sh", ["-ec", command], { cwd, env: { ...process.env, ...environment }, stdio: "pipe" });
}

const deployment = (id: string) => ({
  ...{ id, content: new TextEncoder().encode(`content of ${id}`), createdAtMs: 1_795_000_000_000 },
  artefact: { format: "f", bytes: new Uint8Array(100_000).fill(7) },
});
const share = (id: string) => ({ id, content: Uint8Array.of(0, 128, 255), createdAtMs: 2, version: "0.1.0" });

async function fill(store: Store): Promise<void> {
  for (const id of ["a", "b"]) await store.saveDeployment(deployment(id));
  for (const id of ["s", "removed"]) await store.saveShare(share(id));
  await store.removeShare("removed", "spam", 3);
  await store.reportShare("s", "rights", 4);
}

async function expectFilled(store: Store): Promise<void> {
  for (const id of ["a", "b"]) expect(await store.loadDeployment(id)).toEqual(deployment(id));
  expect(await store.loadShare("s")).toEqual({ kind: "kept", ...share("s") });
  expect(await store.saveShare(share("removed"))).toBe("removed");
  expect(await store.listReports(9)).toHaveLength(1);
  expect(await store.loadDeployment("later")).toBeUndefined();
}

const noSqlite = whyMissing({ files: ["/usr/bin/sqlite3"], packages: ["sqlite3"] });

test.skipIf(noSqlite !== undefined)(
  noSqlite ?? "the documented commands back up a running SQLite store and restore it",
  async () => {
    const home = join(folder, "sqlite");
    mkdirSync(home);
    const file = join(home, "data", "playground.sqlite");
    const running = await openSqliteStore(file);
    await fill(running);
    type(documented('sqlite3 data/playground.sqlite ".backup'), home);
    await running.saveDeployment(deployment("later"));
    await running.close();
    type(documented('sqlite3 data/playground.sqlite ".restore'), home);
    const restored = await openSqliteStore(file);
    await expectFilled(restored);
    await restored.saveShare(share("new"));
    await restored.close();

    rmSync(join(home, "data"), { recursive: true });
    mkdirSync(join(home, "data"));
    type(documented('sqlite3 data/playground.sqlite ".restore'), home);
    const elsewhere = await openSqliteStore(file);
    await expectFilled(elsewhere);
    await elsewhere.close();
  },
);

const { programs, reason } = findPostgres();

describe.skipIf(reason !== undefined)(reason ?? "backup with PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  test("the documented commands back up a running database and restore it, here and elsewhere", async () => {
    const PATH = `${programs}:${process.env.PATH}`;
    const [here, elsewhere] = [await server.createDatabase(), await server.createDatabase()];
    const running = await openPostgresStore(here);
    await fill(running);
    type(documented("pg_dump "), folder, { PATH, DATABASE_URL: here });
    await running.saveDeployment(deployment("later"));
    await running.close();
    for (const url of [here, elsewhere]) {
      type(documented("pg_restore "), folder, { PATH, DATABASE_URL: url });
      const restored = await openPostgresStore(url);
      await expectFilled(restored);
      await restored.saveShare(share("new"));
      await restored.close();
    }
  });
});
