/** Promises that wait for each other and never settle. */
export async function attack() {
  const all: unknown[] = [];
  let last: Promise<unknown> = new Promise(() => {});
  for (;;) {
    for (let n = 0; n < 10_000; n++) all.push((last = last.then(() => n)));
    await new Promise((done) => setTimeout(done, 1));
  }
}
