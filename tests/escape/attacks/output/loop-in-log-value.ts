/** Printing it does not end. */
export function attack() {
  console.log(
    new Proxy([], {
      get(_, name) {
        if (name === "length") return 2 ** 53 - 1;
        for (;;);
      },
    }),
  );
  return { text: "logged" };
}
