/** Everything at once. */
export function attack() {
  return { text: String(new Uint8Array(2 ** 32).fill(1).length) };
}
