/**
 * en: Each item once, in the order of first appearance.
 * zh: 每项只留一个，按第一次出现的顺序。
 */
export function dedupe(items: readonly string[]): string[] {
  return [...new Set(items)];
}
