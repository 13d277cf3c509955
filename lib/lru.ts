/** Keeps the entries used last, as many as their weights allow. */
export type Lru<Key, Value> = {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
};

/**
 * A map whose entries weigh at most `capacity` together; the one used longest ago goes first. What weighs more than
 * that alone is not kept.
 */
export function createLru<Key, Value>(
  capacity: number,
  weigh: (key: Key, value: Value) => number = () => 1,
): Lru<Key, Value> {
  // A map remembers the order of insertion, so that using an entry means inserting it anew.
  const entries = new Map<Key, { readonly value: Value; readonly weight: number }>();
  let weight = 0;
  const remove = (key: Key) => {
    weight -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      remove(key);
      const entry = { value, weight: weigh(key, value) };
      entries.set(key, entry);
      weight += entry.weight;
      for (const oldest of entries.keys()) {
        if (weight <= capacity) break;
        remove(oldest);
      }
    },
  };
}
