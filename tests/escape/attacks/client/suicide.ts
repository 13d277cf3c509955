/** Ends its own worker. */
export async function attack() {
  self.close();
  await new Promise(() => {});
}
