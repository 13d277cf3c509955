import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StoreTrouble } from "#lib/failure-reasons.ts";
import { openPostgresStore } from "#server/store/open-postgres-store.ts";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import { StoreError } from "#server/store/store-error.ts";
import { whyNotOpen } from "#server/store/why-not-open.ts";
import { whyMissing } from "../clients/debian.ts";
import { findPostgres } from "./find-postgres.ts";
import { openPostgresServer, type PostgresServer } from "./postgres-server.ts";

const share = (id: string, bytes = 100) => ({
  ...{ id, content: new Uint8Array(bytes), createdAtMs: 1, version: "0.1.0" },
});

async function troubleOf(work: Promise<unknown>): Promise<StoreTrouble | "none"> {
  return work.then(
    () => "none" as const,
    (error) => {
      if (error instanceof StoreError) return error.trouble;
      throw error;
    },
  );
}

describe("an SQLite file in trouble", () => {
  const folder = mkdtempSync(join(tmpdir(), "playground-trouble-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("held by another program it is locked, answers what was asked meanwhile, and is free afterwards", async () => {
    const file = join(folder, "locked.sqlite");
    const store = await openSqliteStore(file);
    await store.saveShare(share("a"));
    const other = new DatabaseSync(file);
    other.exec("begin immediate");
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    expect(await troubleOf(store.saveShare(share("b")))).toBe("locked");
    clearInterval(counting);
    // Waiting held up nobody: one long busy timeout would have let no timer through.
    expect(turns).toBeGreaterThan(20);
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    expect(await troubleOf(store.check())).toBe("locked");
    other.exec("rollback");
    other.close();
    expect(await store.saveShare(share("b"))).toBe("saved");
    expect(await troubleOf(store.check())).toBe("none");
    await store.close();
  });

  test("a short hold is waited for", async () => {
    const file = join(folder, "held.sqlite");
    const store = await openSqliteStore(file);
    const other = new DatabaseSync(file);
    other.exec("begin immediate");
    setTimeout(() => other.exec("rollback"), 300);
    expect(await store.saveShare(share("a"))).toBe("saved");
    other.close();
    await store.close();
  });

  test("what is no database is damaged, and the start says so", async () => {
    const dataDir = join(folder, "damaged");
    mkdirSync(dataDir);
    const file = join(dataDir, "playground.sqlite");
    writeFileSync(file, "This was never a database. ".repeat(100));
    const problem = await openSqliteStore(file).then(
      () => "opened",
      (error) => whyNotOpen(error, { dataDir, databaseUrl: null }),
    );
    expect(problem).toBe(`DATA_DIR ${dataDir} cannot be used: the store is damaged: file is not a database`);
  });

  test("a file where the folder should be is named, and is no store's trouble", async () => {
    const dataDir = join(folder, "file");
    writeFileSync(dataDir, "");
    const problem = await openSqliteStore(join(dataDir, "data", "playground.sqlite")).then(
      () => "opened",
      (error) => whyNotOpen(error, { dataDir, databaseUrl: null }),
    );
    expect(problem).toContain(`DATA_DIR ${dataDir} cannot be used: ENOTDIR`);
  });
});

const whyNoDisk = whyMissing({ files: ["/usr/bin/bwrap"], packages: ["bubblewrap"] });

describe.skipIf(whyNoDisk !== undefined)(whyNoDisk ?? "a disk without room", () => {
  test("is full by name, goes on answering, and takes what is saved once there is room again", () => {
    // A disk of 8 MB that only the process below sees.
    const disk = ["--dev-bind", "/", "/", "--size", "8000000", "--tmpfs", "/mnt"];
    const script = join(import.meta.dirname, "full-disk.ts");
    const told = spawnSync("/usr/bin/bwrap", [...disk, process.execPath, script, "/mnt"], {
      encoding: "utf8",
    });
    expect(told.stderr).toBe("");
    expect(JSON.parse(told.stdout)).toEqual({
      saving: "full",
      checking: "full",
      loading: "kept",
      tidying: "none",
      savingLater: "saved",
      checkingLater: "none",
    });
  }, 60_000);
});

const { programs, reason } = findPostgres();

describe.skipIf(reason !== undefined)(reason ?? "PostgreSQL in trouble", () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await openPostgresServer(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  async function open() {
    const url = await server.createDatabase();
    const store = await openPostgresStore(url);
    await store.saveShare(share("a"));
    return { url, store, name: new URL(url).pathname.slice(1) };
  }
  const reconnect = (url: string) =>
    server.query(
      url,
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rpc-playground'",
    );

  test("its disk is full by name, and loading goes on", async () => {
    const { url, store } = await open();
    // What the server says when a file cannot grow, without a disk to fill.
    await server.query(
      url,
      `create function no_room() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
       create trigger no_room before insert on share for each row execute function no_room();`,
    );
    expect(await troubleOf(store.saveShare(share("b")))).toBe("full");
    expect(await troubleOf(store.check())).toBe("full");
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    await server.query(url, "drop trigger no_room on share");
    expect(await store.saveShare(share("b"))).toBe("saved");
    expect(await troubleOf(store.check())).toBe("none");
    await store.close();
  });

  test("it is read-only by name, as a standby is, can be started with, and is written to again", async () => {
    const { url, store, name } = await open();
    await server.query(url, `alter database ${name} set default_transaction_read_only = on`);
    await reconnect(url);
    expect(await troubleOf(store.saveShare(share("b")))).toBe("readOnly");
    expect(await troubleOf(store.check())).toBe("readOnly");
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    const second = await openPostgresStore(url);
    expect(await second.loadShare("a")).toMatchObject({ kind: "kept" });
    await server.query(url, `begin read write; alter database ${name} reset all; commit`);
    await reconnect(url);
    expect(await store.saveShare(share("b"))).toBe("saved");
    expect(await troubleOf(store.check())).toBe("none");
    await Promise.all([store.close(), second.close()]);
  });

  test("a table that somebody holds is locked by name, and free afterwards", async () => {
    const { url, store } = await open();
    const held = server.query(
      url,
      "begin; lock table share in access exclusive mode; select pg_sleep(4); commit",
    );
    const isHeld = `select 1 from pg_locks where relation = 'share'::regclass and mode = 'AccessExclusiveLock'`;
    await expect.poll(() => server.query(url, isHeld)).toHaveLength(1);
    expect(await troubleOf(store.loadShare("a"))).toBe("locked");
    await held;
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    await store.close();
  });

  test("it is unreachable by name while it is away, and answers again by itself", async () => {
    const { store } = await open();
    await server.kill();
    expect(await troubleOf(store.loadShare("a"))).toBe("unreachable");
    expect(await troubleOf(store.saveShare(share("b")))).toBe("unreachable");
    expect(await troubleOf(store.check())).toBe("unreachable");
    await server.start();
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    expect(await store.saveShare(share("b"))).toBe("saved");
    expect(await troubleOf(store.check())).toBe("none");
    await store.close();
  }, 60_000);

  test("it is unreachable by name while it hangs, and answers again by itself", async () => {
    const { store, url } = await open();
    const another = await openPostgresStore(url);
    await another.loadShare("a");
    server.pause();
    // Nor does whoever stops wait for it: what was used is not written down, and that is all.
    await another.close();
    // A connection that is there, and then one that has to be made.
    expect(await troubleOf(store.loadShare("a"))).toBe("unreachable");
    expect(await troubleOf(store.loadShare("a"))).toBe("unreachable");
    server.goOn();
    expect(await store.loadShare("a")).toMatchObject({ kind: "kept" });
    await store.close();
  }, 60_000);

  test("more visitors than connections wait for one, and all are served", async () => {
    const { store } = await open();
    const ids = Array.from({ length: 40 }, (_, at) => `s${at}`);
    const answers = await Promise.all(ids.map((id) => store.saveShare(share(id))));
    expect(new Set(answers)).toEqual(new Set(["saved"]));
    await store.close();
  });
});
