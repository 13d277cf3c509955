/** An error that fights back when it is written down. */
export async function attack() {
  throw new Proxy(new Error("x"), {
    get: (target, name) => {
      if (name === "message") return "y".repeat(20_000_000);
      if (name === "stack") throw new Error("no stack");
      return Reflect.get(target, name);
    },
    getPrototypeOf: () => Error.prototype,
  });
}
