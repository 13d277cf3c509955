/** The caller's deadline is news that this handler has decided not to hear. */
export async function attack() {
  for (;;) await new Promise((done) => setTimeout(done, 20));
}
