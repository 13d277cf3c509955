import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { describeStore } from "./store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-store-"));
let files = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore("SQLite in memory", (options) => openSqliteStore(":memory:", options));
describeStore("SQLite in a file", (options) => {
  files += 1;
  return openSqliteStore(join(folder, "new", `store-${files}.sqlite`), options);
});

const artefact = { format: "f", bytes: Uint8Array.of(2) };

test("a file outlives the process that wrote it, and its tables are not made twice", async () => {
  const file = join(folder, "reopened.sqlite");
  const first = await openSqliteStore(file);
  const deployment = { id: "a", content: Uint8Array.of(1), createdAtMs: 1, artefact };
  await first.saveDeployment(deployment);
  await first.close();
  const second = await openSqliteStore(file);
  expect(await second.loadDeployment("a")).toEqual(deployment);
  await second.close();
});

test("tables of the first version are brought up to date, and what they hold is weighed", async () => {
  const file = join(folder, "older.sqlite");
  const older = new DatabaseSync(file);
  older.exec(`
    create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
    insert into kysely_migration values ('0001-deployment', '2026-11-01T00:00:00.000Z');
    create table deployment (id text primary key, content blob not null, created_at_ms bigint not null,
      artefact_format text not null, artefact blob not null);
    insert into deployment values ('a', x'010203', 1000, 'f', x'0405');
  `);
  older.close();
  const retention = { maxBytes: 100, keepMs: 10, maxIdleMs: 10 };
  const open = (nowMs: number) => openSqliteStore(file, { retention, nowMs: () => nowMs });
  const store = await open(1_010);
  expect(await store.tidy()).toEqual({ deployments: 0, shares: 0, bytesLeft: 5 });
  expect((await store.loadDeployment("a"))?.content).toEqual(Uint8Array.of(1, 2, 3));
  await store.close();
  const later = await open(1_021);
  expect(await later.tidy()).toEqual({ deployments: 1, shares: 0, bytesLeft: 0 });
  await later.close();
});

test("tables of a newer version are left alone", async () => {
  const file = join(folder, "newer.sqlite");
  await (await openSqliteStore(file)).close();
  const newer = new DatabaseSync(file);
  newer.exec("insert into kysely_migration values ('9999-future', '2126-11-01T00:00:00.000Z')");
  newer.close();
  await expect(openSqliteStore(file)).rejects.toThrow("9999-future is missing");
});

test("two servers may share one file", async () => {
  const file = join(folder, "shared.sqlite");
  const [one, two] = await Promise.all([openSqliteStore(file), openSqliteStore(file)]);
  await one.saveDeployment({ id: "a", content: Uint8Array.of(1), createdAtMs: 1, artefact });
  await two.saveDeployment({ id: "b", content: Uint8Array.of(1), createdAtMs: 1, artefact });
  expect((await two.loadDeployment("a"))?.id).toBe("a");
  expect((await one.loadDeployment("b"))?.id).toBe("b");
  await Promise.all([one.close(), two.close()]);
});
