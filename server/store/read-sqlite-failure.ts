import type { DatabaseFailure } from "./database.ts";

/** By SQLite's primary result codes (sqlite.org/rescode.html), the low byte of the extended ones. */
const failures: Readonly<Record<number, DatabaseFailure>> = {
  5: { trouble: "locked", passes: true }, // SQLITE_BUSY
  6: { trouble: "locked", passes: true }, // SQLITE_LOCKED
  8: { trouble: "readOnly", passes: false }, // SQLITE_READONLY
  10: { trouble: "unreachable", passes: false }, // SQLITE_IOERR
  11: { trouble: "damaged", passes: false }, // SQLITE_CORRUPT
  13: { trouble: "full", passes: false }, // SQLITE_FULL
  14: { trouble: "unreachable", passes: false }, // SQLITE_CANTOPEN
  26: { trouble: "damaged", passes: false }, // SQLITE_NOTADB
};

export function readSqliteFailure(error: unknown): DatabaseFailure | null {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? (failures[code & 0xff] ?? null) : null;
}
