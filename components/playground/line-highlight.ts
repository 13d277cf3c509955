/** Lines of a file that something else on the page points at; the last one should be in sight. */
export type HighlightedLines = { readonly path: string; readonly lines: readonly number[] };

/**
 * Carries the highlighted lines from the results to the editor past the page between them: only who subscribes is drawn
 * again, and only when the lines are others.
 */
export type LineHighlight = {
  current(): HighlightedLines | null;
  set(next: HighlightedLines | null): void;
  subscribe(listener: () => void): () => void;
};

export function createLineHighlight(): LineHighlight {
  const listeners = new Set<() => void>();
  let current: HighlightedLines | null = null;
  return {
    current: () => current,
    set(next) {
      if (next?.lines.join() === current?.lines.join() && next?.path === current?.path) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
