/**
 * A list that grows at its end and shares its storage with its own past, so that a pure fold can append in constant
 * time. An older version stays valid: only its first `length` items are its own.
 *
 *   older  [a b c]|         length 3
 *   newer  [a b c d]|       length 4, the same array
 */
export type FactLog<Fact> = { readonly length: number; readonly items: readonly Fact[] };

export function emptyLog<Fact>(): FactLog<Fact> {
  return { length: 0, items: [] };
}

export function appendFact<Fact>(log: FactLog<Fact>, fact: Fact): FactLog<Fact> {
  // Somebody appended to this version before (React calls reducers twice in development): leave theirs alone.
  const own = log.items.length === log.length;
  const items = own ? (log.items as Fact[]) : log.items.slice(0, log.length);
  items.push(fact);
  return { length: items.length, items };
}

/** The log's own items, oldest first. */
export function readLog<Fact>(log: FactLog<Fact>): readonly Fact[] {
  return log.items.length === log.length ? log.items : log.items.slice(0, log.length);
}
