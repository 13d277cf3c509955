import type { DatabaseFailure } from "./database.ts";

/** By SQLSTATE (PostgreSQL's manual, appendix A): the code, else its class. */
const failures: Readonly<Record<string, DatabaseFailure>> = {
  "53100": { trouble: "full", passes: false }, // disk_full
  "25006": { trouble: "readOnly", passes: false }, // read_only_sql_transaction
  "42501": { trouble: "readOnly", passes: false }, // insufficient_privilege
  "55P03": { trouble: "locked", passes: false }, // lock_not_available, after lock_timeout
  "57014": { trouble: "locked", passes: false }, // query_canceled, after statement_timeout
  "40P01": { trouble: "locked", passes: true }, // deadlock_detected
  "53300": { trouble: "unreachable", passes: true }, // too_many_connections
  "57P01": { trouble: "unreachable", passes: true }, // admin_shutdown
  "57P02": { trouble: "unreachable", passes: true }, // crash_shutdown
  "57P03": { trouble: "unreachable", passes: true }, // cannot_connect_now: it is starting
  "3D000": { trouble: "unreachable", passes: false }, // invalid_catalog_name: no such database
  "08": { trouble: "unreachable", passes: false }, // connection_exception
  "28": { trouble: "unreachable", passes: false }, // invalid_authorization_specification
  "58": { trouble: "unreachable", passes: false }, // system_error
  XX001: { trouble: "damaged", passes: false }, // data_corrupted
  XX002: { trouble: "damaged", passes: false }, // index_corrupted
};

/** A connection that was lost under way: another one may work. */
const lost = ["ECONNRESET", "EPIPE"];

/** Nobody to connect to. */
const absent = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
];

/** pg gives these no code. */
const lostWords = /^Connection terminated unexpectedly|^Client has encountered a connection error/;
const absentWords =
  /^Query read timeout|timeout exceeded when trying to connect|^Connection terminated due to/;

export function readPostgresFailure(error: unknown): DatabaseFailure | null {
  // Node collects those of several addresses.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return null;
  const code = "code" in first && typeof first.code === "string" ? first.code : "";
  if (lost.includes(code) || lostWords.test(first.message)) return { trouble: "unreachable", passes: true };
  if (absent.includes(code) || absentWords.test(first.message))
    return { trouble: "unreachable", passes: false };
  return failures[code] ?? failures[code.slice(0, 2)] ?? null;
}
