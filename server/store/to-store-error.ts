import type { ReadFailure } from "./database.ts";
import { StoreError } from "./store-error.ts";

/** The error by its name, when it is a trouble that has one; else itself. */
export function toStoreError(error: unknown, readFailure: ReadFailure): unknown {
  if (error instanceof StoreError) return error;
  const failure = readFailure(error);
  return failure === null ? error : new StoreError(failure.trouble, error);
}
