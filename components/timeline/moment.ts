/**
 * The moment of a run that every view shows, µs since its first intended start; null: the whole run. Only who subscribes
 * is drawn again when it moves.
 */
export type Moment = {
  current(): number | null;
  set(us: number | null): void;
  subscribe(listener: () => void): () => void;
};

export function createMoment(): Moment {
  const listeners = new Set<() => void>();
  let current: number | null = null;
  return {
    current: () => current,
    set(us) {
      if (us === current) return;
      current = us;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
