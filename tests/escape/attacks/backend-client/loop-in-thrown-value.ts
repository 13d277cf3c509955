/** An error whose name is an endless loop. */
export async function attack() {
  const error = new Error("x");
  Object.defineProperty(error, "name", {
    get() {
      for (;;);
    },
  });
  throw error;
}
