/** One line of ten million characters of three bytes. */
export function attack() {
  console.log("长".repeat(10_000_000));
  return { text: "logged" };
}
