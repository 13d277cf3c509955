type Indexed = { item: string; index: number };

export function dedupe(items: readonly string[]): string[] {
  const sorted: Indexed[] = items.map((item, index) => ({ item, index }));
  // Equal items stand beside each other, the earliest first.
  sorted.sort((a, b) => (a.item < b.item ? -1 : a.item > b.item ? 1 : a.index - b.index));
  const firsts = sorted.filter(({ item }, at) => at === 0 || sorted[at - 1]?.item !== item);
  return firsts.sort((a, b) => a.index - b.index).map(({ item }) => item);
}
