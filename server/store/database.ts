import type { Kysely } from "kysely";
import type { StoreTrouble } from "#lib/failure-reasons.ts";
import type { Tables } from "./tables.ts";

/** What SQLite and PostgreSQL do differently. */
export type Database = {
  readonly db: Kysely<Tables>;
  /** What the work commits survives the end of the machine too. */
  readonly durably: <Value>(work: (db: Kysely<Tables>) => Promise<Value>) => Promise<Value>;
  readonly readFailure: ReadFailure;
};

/** Null for whatever is no trouble of the database but a mistake of ours. */
export type ReadFailure = (error: unknown) => DatabaseFailure | null;

/** What an error of a database means. */
export type DatabaseFailure = {
  readonly trouble: StoreTrouble;
  /** It may be gone in a moment: worth another try. */
  readonly passes: boolean;
};
