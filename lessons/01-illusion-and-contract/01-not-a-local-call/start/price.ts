export function priceOf(item: string): number {
  return 100 * item.length;
}
