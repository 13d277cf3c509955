export function dedupe(items: readonly string[]): string[] {
  const first = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    if (!first.has(item)) first.set(item, index);
  }
  return items.filter((item, index) => first.get(item) === index);
}
