/** Values that fight whoever prints them. As in Node some of them win, and the exception is the handler's own. */
export function attack() {
  const no = () => {
    throw new Error("no");
  };
  const prints: (() => void)[] = [
    () => console.log(new Proxy({}, { get: no, ownKeys: no, getPrototypeOf: no, has: no })),
    () =>
      console.log({
        toString: no,
        get [Symbol.toStringTag]() {
          return no();
        },
      }),
    () => console.log("%s", { toString: no }),
    () => console.log("%d %i %f", { valueOf: no }, { valueOf: no }, { valueOf: no }),
    () => console.log("%o %O %j", { toJSON: no }, { toJSON: no }, { toJSON: no }),
    () => console.error(Object.defineProperty(new Error("x"), "stack", { get: no })),
    () => console.log({ [Symbol.for("nodejs.util.inspect.custom")]: no }),
    () =>
      console.table([
        {
          get cell() {
            return no();
          },
        },
      ]),
    () => console.dir(Object.create(new Proxy({}, { get: no, getPrototypeOf: no }))),
    () => console.trace(Object.setPrototypeOf(() => {}, null)),
  ];
  for (const print of prints) {
    try {
      print();
    } catch {
      // It is ours.
    }
  }
  console.log("the console still prints");
  return { text: "logged" };
}
