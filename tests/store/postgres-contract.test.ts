import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { describeStore } from "#server/store/store-contract.ts";
import { whyNotOpen } from "#server/store/why-not-open.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";

const { programs, reason } = findPostgres();

describe.skipIf(reason !== undefined)(reason ?? "with a real PostgreSQL", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  describeStore("PostgreSQL", async (options) => openPostgresStore(await server.createDatabase(), options));

  test("what one process wrote another reads, and the tables are not made twice", async () => {
    const url = await server.createDatabase();
    const share = { id: "a", content: Uint8Array.of(1), createdAtMs: 1, version: "0.1.0" };
    const first = await openPostgresStore(url);
    await first.saveShare(share);
    const second = await openPostgresStore(url);
    expect(await second.loadShare("a")).toEqual({ kind: "kept", ...share });
    await Promise.all([first.close(), second.close()]);
  });

  test("a database that is not there stops the start with a sentence that has no password in it", async () => {
    const url = new URL(await server.createDatabase());
    url.password = "secret";
    url.pathname = "/nowhere";
    const place = { dataDir: "", databaseUrl: url.href };
    const problem = await openPostgresStore(url.href).then(
      () => "opened",
      (error) => whyNotOpen(error, place),
    );
    expect(problem).toBe(
      `DATABASE_URL: PostgreSQL at ${url.host}/nowhere cannot be used: the store is unreachable: ` +
        'database "nowhere" does not exist',
    );
  });

  test("so does an address where nobody listens", async () => {
    const databaseUrl = "postgres://playground:secret@127.0.0.1:1/playground";
    const problem = await openPostgresStore(databaseUrl).then(
      () => "opened",
      (error) => whyNotOpen(error, { dataDir: "", databaseUrl }),
    );
    expect(problem).toContain(
      "127.0.0.1:1/playground cannot be used: the store is unreachable: connect ECONNREFUSED",
    );
    expect(problem).not.toContain("secret");
  });
});
