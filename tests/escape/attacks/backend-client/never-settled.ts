/** Waits for nothing. */
export async function attack() {
  await new Promise(() => {});
}
