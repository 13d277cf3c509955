/** An async function that gives way to other promise jobs only. */
export async function attack() {
  for (;;) await null;
}
