/** Items that wait, in a row of their own for each visitor; the rows take turns. */
export type Line<Item> = {
  push(visitor: string, item: Item): void;
  /** The next item; its visitor goes to the end of the round. */
  shift(): Item | undefined;
  /** The last item of a visitor's row. */
  pop(visitor: string): Item | undefined;
  remove(visitor: string, item: Item): void;
  countOf(visitor: string): number;
  size(): number;
  /** The visitor with most items, or null. */
  longest(): string | null;
  /** In how many turns the last of the visitor's items comes that `isIt` says yes to; 0: there is none. */
  placeOf(visitor: string, isIt: (item: Item) => boolean): number;
};

/**
 *   round →   ada: a1 a2 a3      order of turns: a1 b1 c1 a2 b2 a3
 *             bob: b1 b2         place of a2: 4 (itself, a1, and of bob and cy what comes before it: b1, c1)
 *             cy:  c1
 */
export function createLine<Item>(): Line<Item> {
  /** In the order of the round. */
  const rows = new Map<string, Item[]>();
  let size = 0;

  function take(visitor: string, at: number): Item | undefined {
    const row = rows.get(visitor);
    const [item] = row?.splice(at, 1) ?? [];
    if (item === undefined) return undefined;
    size -= 1;
    if (row?.length === 0) rows.delete(visitor);
    return item;
  }

  return {
    push(visitor, item) {
      const row = rows.get(visitor);
      if (row === undefined) rows.set(visitor, [item]);
      else row.push(item);
      size += 1;
    },
    shift() {
      const [first] = rows;
      if (first === undefined) return undefined;
      const [visitor, row] = first;
      const item = take(visitor, 0);
      if (rows.delete(visitor)) rows.set(visitor, row);
      return item;
    },
    pop: (visitor) => take(visitor, -1),
    remove(visitor, item) {
      const at = rows.get(visitor)?.indexOf(item) ?? -1;
      if (at >= 0) take(visitor, at);
    },
    countOf: (visitor) => rows.get(visitor)?.length ?? 0,
    size: () => size,
    longest() {
      let found: string | null = null;
      let most = 0;
      for (const [visitor, { length }] of rows) {
        if (length <= most) continue;
        most = length;
        found = visitor;
      }
      return found;
    },
    placeOf(visitor, isIt) {
      const ownAhead = rows.get(visitor)?.findLastIndex(isIt) ?? -1;
      if (ownAhead < 0) return 0;
      let place = ownAhead + 1;
      let isBefore = true;
      for (const [other, { length }] of rows) {
        if (other === visitor) isBefore = false;
        else place += Math.min(length, ownAhead + (isBefore ? 1 : 0));
      }
      return place;
    },
  };
}
