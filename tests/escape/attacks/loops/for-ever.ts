/** The simplest of all. */
export function attack() {
  for (;;);
}
