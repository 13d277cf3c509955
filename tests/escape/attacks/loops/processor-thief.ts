/** Works just below the turn limit, over and over. */
export async function attack() {
  for (;;) {
    for (const until = performance.now() + 500; performance.now() < until; );
    await new Promise((done) => setTimeout(done, 1));
  }
}
