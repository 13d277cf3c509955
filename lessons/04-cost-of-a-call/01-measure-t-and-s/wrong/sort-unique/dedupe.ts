export function dedupe(items: readonly string[]): string[] {
  return [...items].sort().filter((item, at, sorted) => item !== sorted[at - 1]);
}
