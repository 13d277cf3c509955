import type { StorePlace } from "./open-store.ts";

/** One sentence for whoever starts the server; it names the place, and no password. */
export function whyNotOpen(error: unknown, { dataDir, databaseUrl }: StorePlace): string {
  const said = words(error);
  if (databaseUrl === null) return `DATA_DIR ${dataDir} cannot be used: ${said}`;
  const { host, pathname } = new URL(databaseUrl);
  return `DATABASE_URL: PostgreSQL at ${host}${pathname} cannot be used: ${said}`;
}

/** The database's own, on one line: a store's error has them in its cause, and Node's for several addresses in a list. */
function words(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return words(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return `${error.message}: ${words(error.cause)}`;
  return error.message.replaceAll(/\s+/g, " ");
}
