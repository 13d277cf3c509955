import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStore } from "#server/store/open-sqlite-store.ts";
import { StoreError } from "#server/store/store-error.ts";

/** Fills the disk on which the folder is, with a store on it, and says as JSON what the store said: `full-disk.ts <folder>`. */
const [folder = ""] = process.argv.slice(2);
const filler = join(folder, "filler");
writeFileSync(filler, new Uint8Array(4_000_000));
const store = await openSqliteStore(join(folder, "playground.sqlite"));
const save = (id: string) =>
  store.saveShare({ id, content: new Uint8Array(500_000), createdAtMs: 1, version: "0.1.0" });

async function outcome<Value>(work: Promise<Value>): Promise<string> {
  try {
    const value = await work;
    return typeof value === "string" ? value : "none";
  } catch (error) {
    return error instanceof StoreError ? error.trouble : String(error);
  }
}

let saving = "saved";
for (let at = 0; saving === "saved" && at < 100; at++) saving = await outcome(save(`s${at}`));
const checking = await outcome(store.check());
const loading = await outcome(store.loadShare("s0").then((share) => share?.kind));
rmSync(filler);
const tidying = await outcome(store.tidy());
const savingLater = await outcome(save("later"));
const checkingLater = await outcome(store.check());
await store.close();
console.log(JSON.stringify({ saving, checking, loading, tidying, savingLater, checkingLater }));
