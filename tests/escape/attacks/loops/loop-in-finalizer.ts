const registry = new FinalizationRegistry(() => {
  for (;;);
});

/** A loop that would begin when garbage is collected, in whose turn ever that is. */
export async function attack() {
  for (let count = 0; count < 1_000; count++) registry.register({ count }, count);
  for (let round = 0; round < 50; round++) {
    new Array(100_000).fill(round);
    await new Promise((done) => setTimeout(done, 1));
  }
  return { text: "registered" };
}
