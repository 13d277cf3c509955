/** A stream that goes on although its reader is gone, and does not return when it is asked to. */
export async function* stream() {
  for (;;) {
    try {
      for (;;) {
        await new Promise((done) => setTimeout(done, 20));
        yield { text: "still here" };
      }
    } finally {
      await new Promise(() => {});
    }
  }
}
