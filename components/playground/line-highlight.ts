/** A line of a file that something else on the page points at. */
export type HighlightedLine = { readonly path: string; readonly line: number };

/**
 * Carries the highlighted line from the results to the editor past the page between them: only who subscribes is drawn
 * again, and only when the line is another one.
 */
export type LineHighlight = {
  current(): HighlightedLine | null;
  set(next: HighlightedLine | null): void;
  subscribe(listener: () => void): () => void;
};

export function createLineHighlight(): LineHighlight {
  const listeners = new Set<() => void>();
  let current: HighlightedLine | null = null;
  return {
    current: () => current,
    set(next) {
      if (next?.line === current?.line && next?.path === current?.path) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
