import { fail, ok, type Result } from "#lib/result.ts";
import type { HistoryContent, HistoryEntry, HistoryProblem } from "./history-entry.ts";

/** The runs this browser remembers, in IndexedDB: shared by all tabs, sent to nobody. */
export type History = {
  /** Keeps a run, and forgets the oldest beyond `keptRuns`. */
  add(entry: HistoryEntry, content: HistoryContent): Promise<HistoryProblem | null>;
  /** Newest first. */
  list(): Promise<Result<readonly HistoryEntry[], HistoryProblem>>;
  /** Null: it is not there, or cannot be read. */
  read(id: string): Promise<HistoryContent | null>;
  remove(ids: readonly string[]): Promise<HistoryProblem | null>;
};

export const keptRuns = 30;

/** A record of 5,000 attempts is about a million characters. */
const maxCharacters = 8_000_000;

const databaseName = "rpc-playground.history";
/** What the list shows, apart from what takes room: a list of 30 runs reads no record. */
const entries = "entries";
const contents = "contents";

/** `factory`: the browser's own; absent where it has none. */
export function openHistory(factory: IDBFactory | undefined = globalThis.indexedDB): History {
  let opening: Promise<IDBDatabase> | undefined;
  const open = () => {
    opening ??= openDatabase(factory);
    // A refusal may be over when the visitor has changed a setting.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };

  /** Resolves when what `work` asked for is written. */
  async function change(
    work: (entryStore: IDBObjectStore, contentStore: IDBObjectStore) => void,
  ): Promise<HistoryProblem | null> {
    try {
      const transaction = (await open()).transaction([entries, contents], "readwrite");
      work(transaction.objectStore(entries), transaction.objectStore(contents));
      await ended(transaction);
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  return {
    async add(entry, content) {
      if (content.file.length > maxCharacters) return "tooLarge";
      return change((entryStore, contentStore) => {
        entryStore.put(entry);
        contentStore.put(content, entry.id);
        forgetOld(entryStore, contentStore);
      });
    },
    async list() {
      try {
        const store = (await open()).transaction(entries).objectStore(entries);
        const all: HistoryEntry[] = await asked(store.getAll());
        return ok(all.sort((a, b) => b.startedAtUnixMs - a.startedAtUnixMs));
      } catch (error) {
        return fail(problemOf(error));
      }
    },
    async read(id) {
      try {
        const found: HistoryContent | undefined = await asked(
          (await open()).transaction(contents).objectStore(contents).get(id),
        );
        return found ?? null;
      } catch {
        return null;
      }
    },
    remove: (ids) =>
      change((entryStore, contentStore) => {
        for (const id of ids) {
          entryStore.delete(id);
          contentStore.delete(id);
        }
      }),
  };
}

function openDatabase(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (factory === undefined) return reject(new DOMException("no storage here", "NotSupportedError"));
    // Throws where storage is refused to the page, in some browsers; others answer with an error.
    const request = factory.open(databaseName, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(entries, { keyPath: "id" }).createIndex("age", "startedAtUnixMs");
      request.result.createObjectStore(contents);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // A newer version of the page shall not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

function forgetOld(entryStore: IDBObjectStore, contentStore: IDBObjectStore): void {
  const newestFirst = entryStore.index("age").openKeyCursor(null, "prev");
  let count = 0;
  newestFirst.onsuccess = () => {
    const cursor = newestFirst.result;
    if (cursor === null) return;
    count += 1;
    if (count > keptRuns) {
      entryStore.delete(cursor.primaryKey);
      contentStore.delete(cursor.primaryKey);
    }
    cursor.continue();
  };
}

function asked<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

function problemOf(error: unknown): HistoryProblem {
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "refused";
}
