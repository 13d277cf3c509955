import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SqliteDialect } from "kysely";
import { afterAll, expect, test } from "vitest";
import { openKyselyStore } from "./kysely-store.ts";
import { openSqlite } from "./open-sqlite.ts";
import { describeStore } from "./store-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-store-"));
let files = 0;
const open = (file: string) => openKyselyStore(new SqliteDialect({ database: openSqlite(file) }));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore("SQLite in memory", () => open(":memory:"));
describeStore("SQLite in a file", () => {
  files += 1;
  return open(join(folder, "new", `store-${files}.sqlite`));
});

test("a file outlives the process that wrote it, and its tables are not made twice", async () => {
  const file = join(folder, "reopened.sqlite");
  const first = await open(file);
  const deployment = {
    id: "a",
    content: Uint8Array.of(1),
    createdAtMs: 1,
    artefact: { format: "f", bytes: Uint8Array.of(2) },
  };
  await first.saveDeployment(deployment);
  await first.close();
  const second = await open(file);
  expect(await second.loadDeployment("a")).toEqual(deployment);
  await second.close();
});

test("two servers may share one file", async () => {
  const file = join(folder, "shared.sqlite");
  const [one, two] = [await open(file), await open(file)];
  const artefact = { format: "f", bytes: Uint8Array.of(2) };
  await one.saveDeployment({ id: "a", content: Uint8Array.of(1), createdAtMs: 1, artefact });
  await two.saveDeployment({ id: "b", content: Uint8Array.of(1), createdAtMs: 1, artefact });
  expect((await two.loadDeployment("a"))?.id).toBe("a");
  expect((await one.loadDeployment("b"))?.id).toBe("b");
  await Promise.all([one.close(), two.close()]);
});
