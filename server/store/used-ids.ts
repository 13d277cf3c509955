import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";
import { type Kind, kinds, noteUse } from "./tidy-rows.ts";

/** What was used since it was last written down. Reading then costs no write, and a read-only store can be read. */
export type UsedIds = {
  note(kind: Kind, id: string): void;
  isEmpty(): boolean;
  /** Forgets what it has written. */
  write(): Promise<void>;
};

export function createUsedIds(db: Kysely<Tables>, nowMs: () => number): UsedIds {
  const used = { deployment: new Set<string>(), share: new Set<string>() };
  return {
    note: (kind, id) => void used[kind].add(id),
    isEmpty: () => kinds.every((kind) => used[kind].size === 0),
    async write() {
      for (const kind of kinds) {
        const ids = [...used[kind]];
        await noteUse(db, kind, ids, nowMs());
        for (const id of ids) used[kind].delete(id);
      }
    },
  };
}
