import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { readSqliteFailure } from "./read-sqlite-failure.ts";

const folder = mkdtempSync(join(tmpdir(), "playground-failure-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function failureOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return readSqliteFailure(error);
  }
  throw new Error("it worked");
}

function open(name: string, options: { readOnly?: boolean; timeout?: number } = {}): DatabaseSync {
  return new DatabaseSync(join(folder, name), options);
}

describe("what SQLite itself says is named", () => {
  test("no page left: full", () => {
    const database = open("full.sqlite");
    database.exec("create table t (bytes blob); pragma max_page_count = 3");
    const insert = () => database.exec("insert into t values (zeroblob(100000))");
    expect(failureOf(insert)).toEqual({ trouble: "full", passes: false });
    database.close();
  });

  test("opened for reading: read-only", () => {
    open("read.sqlite").exec("create table t (bytes blob)");
    const database = open("read.sqlite", { readOnly: true });
    expect(failureOf(() => database.exec("insert into t values (x'00')"))).toEqual({
      trouble: "readOnly",
      passes: false,
    });
    database.close();
  });

  test("held by another connection: locked, and worth another try", () => {
    const [one, two] = [open("held.sqlite"), open("held.sqlite", { timeout: 0 })];
    one.exec("begin exclusive");
    expect(failureOf(() => two.exec("begin immediate"))).toEqual({ trouble: "locked", passes: true });
    one.close();
    two.close();
  });

  test("other bytes in its place: damaged", () => {
    writeFileSync(join(folder, "text.sqlite"), "no database at all ".repeat(100));
    const database = open("text.sqlite");
    expect(failureOf(() => database.exec("select * from sqlite_schema"))?.trouble).toBe("damaged");
    database.close();
  });

  test("a folder that is not there: unreachable", () => {
    expect(failureOf(() => open("nowhere/file.sqlite"))?.trouble).toBe("unreachable");
  });

  test("a mistake of ours has no such name", () => {
    const database = open("mistake.sqlite");
    expect(failureOf(() => database.exec("selekt 1"))).toBeNull();
    database.close();
    expect(readSqliteFailure(new Error("anything"))).toBeNull();
    expect(readSqliteFailure("text")).toBeNull();
  });
});
