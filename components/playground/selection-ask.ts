/** An attempt of a run that somebody outside the results wants to see selected; a row of null: none. */
export type SelectionAsk = { readonly runId: string; readonly row: number | null };

const listeners = new Set<(ask: SelectionAsk) => void>();

/** One page shows one playground: whoever listens is the one. */
export function askForSelection(ask: SelectionAsk): void {
  for (const listener of listeners) listener(ask);
}

export function onSelectionAsk(listener: (ask: SelectionAsk) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
