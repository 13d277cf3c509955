/** Classes of classes (flag v), each of which the engine works out, and a match that backtracks. */
export function attack() {
  const many = new RegExp(`[${"[\\p{L}--[a-z]]".repeat(5_000)}]`, "v");
  const backtracking = new RegExp("^(?:[\\p{L}&&\\p{ASCII}]|a)+$", "v");
  return { text: String([many.test("x"), backtracking.test(`${"a".repeat(60)}1`)]) };
}
