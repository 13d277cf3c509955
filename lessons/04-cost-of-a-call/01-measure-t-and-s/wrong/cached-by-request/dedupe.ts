const cache = new Map<string, string[]>();

export function dedupe(items: readonly string[]): string[] {
  const key = items.join("\n");
  const known = cache.get(key);
  if (known !== undefined) return known;
  const out: string[] = [];
  for (const item of items) {
    if (!out.includes(item)) out.push(item);
  }
  cache.set(key, out);
  return out;
}
