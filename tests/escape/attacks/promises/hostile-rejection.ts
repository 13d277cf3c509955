/** A rejection whose reason cannot be printed. */
export function attack() {
  void Promise.reject(
    new Proxy(new Error("x"), {
      get() {
        throw new Error("no");
      },
    }),
  );
  void Promise.reject(Object.create(null));
  void Promise.reject(Symbol("s"));
  void Promise.reject(undefined);
  return { text: "alive" };
}
