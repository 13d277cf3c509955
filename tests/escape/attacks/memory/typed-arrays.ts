/** Memory beside the heap, with a pause after each piece. */
export async function attack() {
  const all: unknown[] = [];
  for (;;) {
    all.push(new Float64Array(1_000_000).fill(1));
    await new Promise((done) => setTimeout(done, 1));
  }
}
