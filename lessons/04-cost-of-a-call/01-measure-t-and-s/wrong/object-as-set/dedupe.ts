export function dedupe(items: readonly string[]): string[] {
  const seen: Record<string, boolean> = {};
  const out: string[] = [];
  for (const item of items) {
    if (seen[item]) continue;
    seen[item] = true;
    out.push(item);
  }
  return out;
}
