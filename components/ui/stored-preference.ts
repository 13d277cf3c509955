/** One remembered choice of the visitor, in `localStorage` where the browser allows it, in memory where not. */
export type StoredPreference<Value> = {
  readonly key: string;
  readonly fallback: Value;
  read(): Value;
  write(value: Value): void;
  /** Hears of changes here and in other tabs; returns the unsubscribing function. */
  subscribe(listener: () => void): () => void;
};

const prefix = "rpc-playground:";
/** Only what could not be stored. */
const memory = new Map<string, string>();
const listeners = new Map<string, Set<() => void>>();

function readText(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null; // storage forbidden, as in a private or embedded page
  }
}

function writeText(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    memory.set(key, text); // full or forbidden: the choice lives until the page is left
  }
  for (const listener of listeners.get(key) ?? []) listener();
}

/**
 * A preference under `rpc-playground:<name>`, kept as JSON. `parse` judges what was stored (by an older version, by
 * hand) and returns undefined to refuse it. `read` returns the same object until the stored text changes.
 */
export function createStoredPreference<Value>(
  name: string,
  fallback: Value,
  parse: (json: unknown) => Value | undefined,
): StoredPreference<Value> {
  const key = `${prefix}${name}`;
  let lastText: string | null = null;
  let lastValue = fallback;

  const read = (): Value => {
    const text = readText(key);
    if (text !== lastText) {
      lastText = text;
      lastValue = text === null ? fallback : (parseText(text, parse) ?? fallback);
    }
    return lastValue;
  };

  const subscribe = (listener: () => void): (() => void) => {
    const own = listeners.get(key) ?? new Set();
    listeners.set(key, own.add(listener));
    const onStorage = (event: StorageEvent) => {
      if (event.key === key || event.key === null) listener();
    };
    window.addEventListener("storage", onStorage);
    return () => {
      own.delete(listener);
      window.removeEventListener("storage", onStorage);
    };
  };

  return { key, fallback, read, write: (value) => writeText(key, JSON.stringify(value)), subscribe };
}

function parseText<Value>(text: string, parse: (json: unknown) => Value | undefined): Value | undefined {
  try {
    return parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
