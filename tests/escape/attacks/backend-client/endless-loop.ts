/** Never gives its thread back. */
export async function attack() {
  for (;;);
}
