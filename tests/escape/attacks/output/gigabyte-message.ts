/** One message that no limit allows. */
export function attack() {
  return { text: "x".repeat(5_000_000) };
}
