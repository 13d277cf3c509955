/** Copies of copies. */
export function attack() {
  let value: unknown = new Array(1000).fill("x".repeat(100));
  for (;;) value = [structuredClone(value), structuredClone(value)];
}
