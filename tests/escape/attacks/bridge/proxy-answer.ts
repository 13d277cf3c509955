/** An answer that lies differently each time it is looked at. */
export function attack() {
  let looks = 0;
  return new Proxy(
    { text: "x" },
    {
      get: (_, name) => (name === "then" ? undefined : ++looks % 2 === 0 ? "even" : { length: -1 }),
      has: () => true,
      ownKeys: () => ["text", "__proto__", "constructor"],
      getOwnPropertyDescriptor: () => ({ value: 1, configurable: true, enumerable: true }),
      getPrototypeOf: () => null,
    },
  );
}
