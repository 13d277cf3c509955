/** A chain of microtasks: no turn ever ends. */
export async function attack() {
  for (;;) await null;
}
