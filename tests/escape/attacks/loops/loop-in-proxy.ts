/** An answer whose every property is there, for ever. */
export function attack() {
  return new Proxy(
    {},
    {
      ownKeys() {
        for (;;);
      },
      get(_, name) {
        for (; name !== "then"; );
      },
    },
  );
}
