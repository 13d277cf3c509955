/** An experiment that is never over. */
export async function attack() {
  await new Promise(() => {});
}
