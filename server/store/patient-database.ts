import { setTimeout as delay } from "node:timers/promises";
import type { ReadFailure } from "./database.ts";
import { StoreError } from "./store-error.ts";
import { toStoreError } from "./to-store-error.ts";

/** 2 s in all. SQLite's own busy timeout would hold up the whole process for as long. */
const pausesMs = [10, 20, 40, 80, 160, 320, 640, 730];

/** How long a write that failed says something about the next one. */
const rememberedMs = 60_000;

/** Asks, asks again where that may help, and names what went wrong. What is asked must be harmless when it is done twice. */
export type PatientDatabase = {
  read<Value>(work: () => Promise<Value>): Promise<Value>;
  write<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Of the last minute's last write, unless one worked since. */
  lastFailure(): StoreError | null;
};

export function createPatientDatabase(readFailure: ReadFailure, nowMs: () => number): PatientDatabase {
  let failed: { readonly error: StoreError; readonly atMs: number } | null = null;
  return {
    read: (work) => ask(work, readFailure),
    async write(work) {
      try {
        const value = await ask(work, readFailure);
        failed = null;
        return value;
      } catch (error) {
        if (error instanceof StoreError) failed = { error, atMs: nowMs() };
        throw error;
      }
    },
    lastFailure: () => (failed !== null && nowMs() - failed.atMs < rememberedMs ? failed.error : null),
  };
}

async function ask<Value>(work: () => Promise<Value>, readFailure: ReadFailure): Promise<Value> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!readFailure(error)?.passes) throw toStoreError(error, readFailure);
    }
    await delay(pauseMs);
  }
  try {
    return await work();
  } catch (error) {
    throw toStoreError(error, readFailure);
  }
}
