/**
 * en: Each item once, in the order of first appearance.
 * zh: 每项只留一个，按第一次出现的顺序。
 */
export function dedupe(items: readonly string[]): string[] {
  const out: string[] = [];
  for (const item of items) {
    if (!out.includes(item)) out.push(item);
  }
  return out;
}
