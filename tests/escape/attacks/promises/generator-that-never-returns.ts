/** Whoever gives it up waits for it for ever: every way out leads back in. */
export async function* stream() {
  try {
    for (;;) {
      yield { text: "x" };
      await new Promise((done) => setTimeout(done, 50));
    }
  } finally {
    await new Promise(() => {});
  }
}
