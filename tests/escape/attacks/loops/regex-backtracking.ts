/** Exponential time in V8's backtracking matcher. */
export function attack() {
  return { text: String(/^(a+)+$/.test(`${"a".repeat(60)}b`)) };
}
